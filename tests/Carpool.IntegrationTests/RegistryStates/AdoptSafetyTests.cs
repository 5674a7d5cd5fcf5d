using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.RegistryStates;

/// <summary>What does not look like an app's, or is on record for somebody else, is not taken: the refusal says why, and nothing changes.</summary>
[Slow]
public sealed class AdoptSafetyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What somebody did, what the refusal names, and how it is undone.</summary>
    private static readonly (string Deed, string Named, string Undo)[] s_deeds =
    [
        ("ALTER DATABASE blog OWNER TO postgres", "belongs to postgres", "ALTER DATABASE blog OWNER TO steward"),
        ("ALTER ROLE blog_app SUPERUSER", "blog_app has power over the whole cluster (Superuser)", "ALTER ROLE blog_app NOSUPERUSER"),
        ("ALTER ROLE blog_owner CREATEROLE", "blog_owner has power", "ALTER ROLE blog_owner NOCREATEROLE"),
        ("ALTER ROLE blog_owner LOGIN", "blog_owner owns an app's objects and may log in", "ALTER ROLE blog_owner NOLOGIN"),
        ("CREATE DATABASE treasure OWNER blog_app", "blog_app owns database treasure", "DROP DATABASE treasure"),
        ("UPDATE pg_database SET datconnlimit = -2 WHERE datname = 'blog'", "invalid", "UPDATE pg_database SET datconnlimit = -1 WHERE datname = 'blog'"),
    ];

    [Fact]
    public async Task Another_shape_or_another_owner_is_a_conflict()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        using var neighbour = new TempProject(server);
        neighbour.Write("stack: other\ncluster: { url: \"${CARPOOL_ADMIN_URL}\" }\napps: [theirs]\n");
        await neighbour.UpAsync();
        project.Declare("blog: {}");
        await project.UpAsync();
        await server.SqlAsync("DELETE FROM carpool.login WHERE stack = 'clown-car'; DELETE FROM carpool.app WHERE stack = 'clown-car'", ct: Ct);
        foreach (var (deed, named, undo) in s_deeds)
        {
            await server.SqlAsync(deed, ct: Ct);
            (await project.ErrorAsync(server, "CP2044", "adopt", "blog", "--yes")).Text("message").ShouldContain(named);
            (await project.RunAsync("preview", "--json")).ShouldExit(1).Out.ShouldNotContain("carpool adopt blog", customMessage: $"a fix that would be refused, after {deed}");
            await server.SqlAsync(undo, ct: Ct);
        }

        // Another stack's, whole and by a single role
        project.Declare("blog: {}\ntheirs: {}");
        (await project.ErrorAsync(server, "CP2044", "adopt", "theirs", "--yes")).Text("message").ShouldContain("stack other");
        await server.SqlAsync("INSERT INTO carpool.login SELECT stack, 'blog_app', database, app, 'thief', access, NULL, NULL, 0, NULL, seal FROM carpool.login WHERE name = 'theirs_app'", ct: Ct);
        (await project.ErrorAsync(server, "CP2044", "adopt", "blog", "--yes")).Text("message").ShouldContain("blog_app is on record for stack other");
        await server.SqlAsync("DELETE FROM carpool.login WHERE name = 'blog_app'", ct: Ct);

        // One of our own under another name
        project.Declare("blog: {}");
        (await project.RunAsync("adopt", "--all", "--yes")).ShouldExit(0);
        project.Declare("journal: { database: blog }");
        (await project.ErrorAsync(server, "CP2044", "adopt", "journal", "--yes")).Text("fix").ShouldContain("blog");
        (await project.ErrorAsync(server, "CP2013", "adopt", "nobody", "--yes")).Text("message").ShouldContain("nobody");
        await neighbour.ShouldBeInSyncAsync();
    }

    [Fact]
    public async Task A_quarantined_database_has_to_prove_its_name_and_its_owner()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\nshop: { roles: { app: {}, a_worker_with_quite_a_long_name: {} } }");
        await project.UpAsync();
        project.Declare("blog: {}");
        await project.UpAsync();
        await server.SqlAsync("DROP SCHEMA carpool CASCADE", ct: Ct);
        await server.SqlAsync("CREATE DATABASE \"todo~123456~removed~20260102-030405\" OWNER boss", ct: Ct);
        await server.SqlAsync("CREATE DATABASE \"shop~8d9001~removed~20260102-030405\" OWNER postgres", ct: Ct);

        var adopted = (await project.RunAsync("adopt", "--all", "--yes", "--json")).ShouldExit(0);

        adopted.Json.ChangedApps().ShouldBe(["blog"], "a name that proves nothing, another owner, and a login whose name was cut");
        var nameless = adopted.Json.Items("diagnostics").Where(item => item.Text("code") == "CP2045").Select(item => item.Text("message")).ToArray();
        nameless.Length.ShouldBe(2);
        nameless.ShouldContain(message => message.Contains("todo~123456", StringComparison.Ordinal));
        nameless.ShouldNotContain(message => message.Contains("20260102-030405 was", StringComparison.Ordinal) && message.Contains("shop~", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Adoption_and_rotation_are_asked_for_by_name()
    {
        using var project = new TempProject();
        project.Write("apps: [blog]\n");
        foreach (var words in (string[][])[["adopt"], ["adopt", "blog", "--all"], ["rotate", "--in-place"], ["rotate", "blog", "--all", "--in-place"], ["rotate", "/app", "--in-place"]])
        {
            (await project.RunAsync([.. words, "--yes", "--json"])).ShouldExit(64).Codes.ShouldBe(["CP4070"]);
        }

        (await project.RunAsync("rotate", "blog", "--now", "--in-place", "--yes", "--json")).ShouldExit(64).Json.Items("diagnostics")[0].Text("message").ShouldContain("--now and --in-place");
    }
}
