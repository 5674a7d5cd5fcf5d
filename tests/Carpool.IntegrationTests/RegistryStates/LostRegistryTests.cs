using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.RegistryStates;

/// <summary>The registry is gone, the cluster is whole: `adopt` puts on record what is there, `rotate` gives new passwords.</summary>
[Slow]
public sealed class LostRegistryTests
{
    private const string LongName = "a_name_of_an_app_that_is_too_long_to_be_kept";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The oldest and the newest, whose catalogs differ most, with the admin of a managed platform.</summary>
    public static TheoryData<int> Versions => [14, ServerMatrix.Newest];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Comes_back_from_the_cluster(int version)
    {
        await using var server = await ServerPool.RentAsync(version, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare($"blog: {{ connections: 7, on_remove: keep }}\nshop: {{ roles: {{ app: {{}}, worker: {{}} }} }}\n{LongName}: {{}}");
        await project.UpAsync();
        var blog = (await project.OutputsAsync()).Direct("blog");
        await using (var session = await PostgresUrl.OpenAsync((await project.OutputsAsync()).Direct("shop"), ct: Ct)) await session.RowsAsync("CREATE TABLE goods AS SELECT 1 AS n", Ct);
        project.Declare("blog: { connections: 7, on_remove: keep }");
        await project.UpAsync();
        await server.SqlAsync("DROP SCHEMA carpool CASCADE", ct: Ct);

        var conflict = await project.ErrorAsync(server, "CP2001", "up", "--yes");
        conflict.Text("fix").ShouldContain("`carpool adopt blog`");
        (await project.ErrorAsync(server, "CP2002", "preview")).Text("fix").ShouldContain("`carpool adopt blog`");
        await project.FollowAsync(conflict);
        await project.ShouldBeInSyncAsync();
        (await PostgresUrl.RefusalAsync(blog, ct: Ct)).ShouldBeNull("the app works on with the password it has");

        await NewPasswordAsync(server, project, blog);

        // What is in quarantine too; what was cut is named
        await server.SqlAsync("DELETE FROM carpool.login; DELETE FROM carpool.app; DELETE FROM carpool.stack", ct: Ct);
        var before = await ClusterDigest.ReadAsync(server, Ct);
        var adopted = (await project.RunAsync("adopt", "--all", "--yes", "--json")).ShouldExit(0);
        (await ClusterDigest.ReadAsync(server, Ct)).ShouldBe(before, "nothing but the registry's rows changes");
        adopted.Json.ChangedApps().ShouldBe(["blog", "shop"]);
        adopted.Diagnostic("CP2045").Text("message").ShouldContain("a_name_of_an");
        (await project.RunAsync("adopt", "--all", "--yes", "--json")).ShouldExit(0).Json.Items("changes").ShouldBeEmpty();

        (await project.RunAsync("restore", "shop", "--yes")).ShouldExit(0);
        project.Declare("blog: { connections: 7, on_remove: keep }\nshop: { roles: { app: {}, worker: {} } }");
        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("rotate", "--all", "--in-place", "--yes", "--json")).ShouldExit(0).Json.At("summary", "update").GetInt32().ShouldBe(3);
        await using (var session = await PostgresUrl.OpenAsync((await project.OutputsAsync()).Direct("shop"), ct: Ct)) (await session.RowsAsync("SELECT n FROM goods", Ct)).ShouldBe(["1"]);
        (await project.RunAsync("verify")).ShouldExit(0);

        project.Declare("blog: { connections: 7, on_remove: keep }");
        await project.UpAsync();
        await server.SqlAsync("DELETE FROM carpool.login; DELETE FROM carpool.app", ct: Ct);
        (await project.RunAsync("adopt", "shop", "blog", "--yes")).ShouldExit(0);
        (await project.RunAsync("purge", "shop", "--yes")).ShouldExit(0);
        (await server.RolesAsync(Ct)).ShouldNotContain(role => role.StartsWith("shop", StringComparison.Ordinal));
    }

    /// <summary>Without a password on record every command says so, and the fix is one command.</summary>
    private static async Task NewPasswordAsync(TestServer server, TempProject project, string old)
    {
        project.Secrets.Add(PostgresUrl.Parse(old).Password!);
        (await project.ErrorAsync(server, "CP2024", "outputs", "blog")).Text("fix").ShouldContain("carpool rotate blog/app");
        (await project.RunAsync("run", "blog", "--", "true")).ShouldExit(1).Err.ShouldContain("CP2024");
        var verify = (await project.RunAsync("verify", "--json")).ShouldExit(4);
        verify.Json.Items("findings").ShouldHaveSingleItem(verify.ToString()).Text("code").ShouldBe("CP2024");
        await project.FollowAsync((await project.RunAsync("preview", "--json")).Diagnostic("CP2024"));

        await project.ShouldGetInAsync("blog");
        (await PostgresUrl.RefusalAsync(old, ct: Ct)).ShouldBeNull("whoever still has it is not locked out");
        await project.FollowAsync((await project.RunAsync("verify", "--json")).ShouldExit(4).Json.Items("findings")[0]);
        (await PostgresUrl.RefusalAsync(old, ct: Ct)).ShouldBe("28P01");
        (await project.RunAsync("preview", "--json")).Codes.ShouldNotContain("CP2024");
        (await project.RunAsync("verify")).ShouldExit(0);
    }

    [Fact]
    public async Task Comes_back_where_it_had_a_database_of_its_own()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        await server.SqlAsync("ALTER DATABASE postgres OWNER TO postgres", ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await project.UpAsync();

        await server.SqlAsync("DROP DATABASE carpool", ct: Ct);
        await project.FollowAsync(await project.ErrorAsync(server, "CP2001", "preview"));
        await project.ShouldBeInSyncAsync();

        // Made again, and nothing in it
        await server.SqlAsync("DROP SCHEMA carpool CASCADE", "carpool", Ct);
        await project.FollowAsync(await project.ErrorAsync(server, "CP2001", "preview"));
        await server.SqlAsync("DROP TABLE carpool.login", "carpool", Ct);
        var incomplete = await project.ErrorAsync(server, "CP2040", "status");
        await server.FollowSqlAsync(incomplete);
        await project.FollowAsync(incomplete);
        await project.ShouldBeInSyncAsync();

        await server.SqlAsync("UPDATE pg_database SET datconnlimit = -2 WHERE datname = 'carpool'", ct: Ct);
        var invalid = await project.ErrorAsync(server, "CP2006", "status");
        await server.SqlAsync("DROP DATABASE carpool", ct: Ct);
        await project.FollowAsync(invalid);
        await project.ShouldBeInSyncAsync();

        // Somebody closed it: what is in it is found again once the next run has opened it
        await server.SqlAsync("ALTER DATABASE carpool ALLOW_CONNECTIONS false", ct: Ct);
        (await project.RunAsync("adopt", "blog", "--yes", "--json")).ShouldExit(1).Codes.ShouldContain("CP2047");
        await project.ShouldBeInSyncAsync();
    }

    [Fact]
    public async Task An_app_that_was_never_finished_is_adopted_and_made()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        (await project.ErrorAsync(server, "CP2013", "adopt", "blog", "--yes")).Text("fix").ShouldContain("carpool up");
        await project.UpAsync();

        // As an interrupted first run leaves it, and then the registry is lost
        await server.SqlAsync("DROP DATABASE blog", ct: Ct);
        await server.SqlAsync("DROP SCHEMA carpool CASCADE", ct: Ct);
        await project.FollowAsync(await project.ErrorAsync(server, "CP2002", "up", "--yes"));
        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("rotate", "blog", "--in-place", "--yes")).ShouldExit(0);
        await project.ShouldGetInAsync("blog");
    }
}
