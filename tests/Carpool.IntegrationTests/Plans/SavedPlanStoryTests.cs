using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Carpool.IntegrationTests.Sessions;
using Carpool.Manifest;
using Carpool.Stacks;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Plans;

/// <summary>A plan is made now and carried out later, on a cluster that has gone on living.</summary>
public sealed class SavedPlanStoryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task What_was_shown_is_done_and_nothing_else(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");
        var before = await ClusterDigest.ReadAsync(server, Ct);
        var preview = (await project.RunAsync("preview", "--out", "plan.json", "--json", "--detailed-exitcode")).ShouldExit(2);
        (await ClusterDigest.ReadAsync(server, Ct)).ShouldBe(before);
        File.GetUnixFileMode(PlanOf(project)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(project.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["carpool.yaml", "plan.json"]);

        project.Declare("blog: { connections: 3 }\nshop: {}");
        (await project.RunAsync("up", "plan.json")).ShouldExit(64).Everything.ShouldContain("CP4071");
        var up = await project.UpAsync("plan.json");

        up.Json.Text("fingerprint").ShouldBe(preview.Json.Text("fingerprint"));
        up.Json.Items("changes").Select(change => $"{change}").ShouldBe(preview.Json.Items("changes").Select(change => $"{change}"));
        (await server.DatabasesAsync(Ct)).ShouldBe(["blog", "todo"]);
        project.Declare("blog: {}\ntodo: {}");
        await project.ShouldBeInSyncAsync();
        var outputs = await project.OutputsAsync();
        (await PostgresUrl.RefusalAsync(outputs.Direct("blog"), ct: Ct)).ShouldBeNull();
        foreach (var secret in outputs.Passwords.Append(server.AdminPassword)) (await File.ReadAllTextAsync(PlanOf(project), Ct)).ShouldNotContain(secret);

        var again = (await project.RunAsync("up", "plan.json", "--yes", "--json")).ShouldExit(0);
        again.Json.At("applied").GetBoolean().ShouldBeFalse();
        (await project.RunAsync("up", "plan.json", "--yes")).ShouldExit(0).Out.ShouldContain("nothing to do");
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task Tenants_and_neighbours_do_not_void_it(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");
        await project.UpAsync();
        project.Declare("blog: { connections: 5 }\ntodo: {}");
        await SaveAsync(project);

        await using var session = await PostgresUrl.OpenAsync((await project.OutputsAsync()).Direct("blog"), ct: Ct);
        await session.RowsAsync("CREATE SCHEMA own; CREATE TABLE own.post AS SELECT generate_series(1, 1000) AS id; CREATE FUNCTION own.f() RETURNS int LANGUAGE sql AS 'SELECT 1'", Ct);
        await server.SqlAsync("ALTER ROLE todo_app INHERIT CONNECTION LIMIT 7; CREATE ROLE stranger LOGIN; GRANT CONNECT ON DATABASE todo TO stranger", ct: Ct);
        project.Declare("blog: {}\nshop: {}");
        await project.UpAsync("--only", "shop");

        await project.UpAsync("plan.json");
        (await server.RowsAsync("SELECT datconnlimit FROM pg_database WHERE datname = 'blog'", ct: Ct)).ShouldBe(["7"]);
        (await session.RowsAsync("SELECT count(*) FROM own.post", Ct)).ShouldBe(["1000"]);
        (await server.RowsAsync("SELECT rolconnlimit FROM pg_roles WHERE rolname = 'todo_app'", ct: Ct)).ShouldBe(["7"], "the plan is not about todo");
        (await server.DatabasesAsync(Ct)).ShouldBe(["blog", "shop", "todo"]);
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task A_removal_keeps_the_name_of_its_preview_and_a_session_that_came_since_blocks_it(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\nshop: {}");
        await project.UpAsync();
        var shop = (await project.OutputsAsync()).Direct("shop");
        project.Declare("blog: {}");
        await SaveAsync(project, daysAgo: 5);
        var then = $"~removed~{TimeProvider.System.GetUtcNow().AddDays(-5):yyyyMMdd}-";

        await using (await PostgresUrl.OpenAsync(shop, ct: Ct))
        {
            var before = await ClusterDigest.ReadAsync(server, Ct);
            (await project.RunAsync("up", "plan.json", "--yes")).ShouldExit(3).Everything.ShouldContain("up plan.json --allow CP3001");
            (await ClusterDigest.ReadAsync(server, Ct)).ShouldBe(before);
            await project.UpAsync("plan.json", "--allow", "CP3001");
        }

        (await server.DatabasesAsync(Ct)).ShouldContain(database => database.StartsWith("shop~", StringComparison.Ordinal) && database.Contains(then, StringComparison.Ordinal));
        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("up", "plan.json", "--yes")).ShouldExit(0);
        (await project.RunAsync("restore", "shop", "--yes")).ShouldExit(0);
        (await PostgresUrl.RefusalAsync(shop, ct: Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_to_do_is_a_plan_too()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await project.UpAsync();
        await SaveAsync(project);
        project.Declare("todo: {}");
        var before = await ClusterDigest.ReadAsync(server, Ct);
        (await project.RunAsync("up", "plan.json", "--yes")).ShouldExit(0).Out.ShouldContain("nothing to do");
        (await ClusterDigest.ReadAsync(server, Ct)).ShouldBe(before);
    }

    [Fact]
    public async Task A_plan_replaces_a_plan_and_nothing_else()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await SaveAsync(project);
        var first = await File.ReadAllTextAsync(PlanOf(project), Ct);
        var key = await File.ReadAllTextAsync(project.KeyFile, Ct);
        await SaveAsync(project);
        (await File.ReadAllTextAsync(PlanOf(project), Ct)).ShouldNotBe(first);
        (await File.ReadAllTextAsync(project.KeyFile, Ct)).ShouldBe(key);

        File.CreateSymbolicLink(Path.Combine(project.Folder, "link.json"), PlanOf(project));
        var manifest = await File.ReadAllTextAsync(project.ManifestFile, Ct);
        foreach (var taken in new[] { "carpool.yaml", "link.json", ".carpool", "missing/plan.json" })
        {
            (await project.RunAsync("preview", "--out", taken)).ShouldExit(1).Everything.ShouldContain("CP4082");
        }

        (await File.ReadAllTextAsync(project.ManifestFile, Ct)).ShouldBe(manifest);
        Directory.GetFiles(project.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["carpool.yaml", "link.json", "plan.json"]);

        File.Delete(PlanOf(project));
        await server.SqlAsync("CREATE ROLE blog_owner", ct: Ct);
        (await project.RunAsync("preview", "--out", "plan.json")).ShouldExit(1).Everything.ShouldContain("CP2002");
        File.Exists(PlanOf(project)).ShouldBeFalse("what cannot be carried out is not saved");
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.FullVersions), MemberType = typeof(ServerMatrix))]
    public async Task An_admin_that_may_not_identify_the_cluster_goes_by_the_rest(int version)
    {
        await using var server = await ServerPool.RentAsync(version, AdminKind.Plain, ct: Ct);
        await server.SqlAsync("REVOKE EXECUTE ON FUNCTION pg_control_system(), pg_walfile_name(pg_lsn) FROM PUBLIC", ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await SaveAsync(project);
        (await File.ReadAllTextAsync(PlanOf(project), Ct)).ShouldContain("\"system_identifier\": \"\",\n      \"timeline\": null");
        await project.UpAsync("plan.json");
        await project.ShouldBeInSyncAsync();
    }

    internal static string PlanOf(TempProject project) => Path.Combine(project.Folder, "plan.json");

    internal static async Task SaveAsync(TempProject project) => (await project.RunAsync("preview", "--out", "plan.json")).ShouldExit(0).Out.ShouldContain("carpool up plan.json");

    /// <summary>The plan as it would have been made some days ago.</summary>
    private static async Task SaveAsync(TempProject project, int daysAgo)
    {
        var variables = project.Environment.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal);
        var environment = new StackEnvironment(variables, new SilentLog(), new Progress<string>(), new Progress<ReadingProgress>(), new Past(TimeSpan.FromDays(daysAgo)));
        await using var stack = await Stack.OpenAsync(ManifestLoader.Load(project.ManifestFile, variables).Value!, environment, Ct);
        await stack.SavePlanAsync(new HashSet<string>(StringComparer.Ordinal), PlanOf(project), Ct);
    }

    private sealed class Past(TimeSpan ago) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - ago;
    }
}
