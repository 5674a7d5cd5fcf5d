using System.Text.RegularExpressions;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Story;

/// <summary>The story that Carpool is for, told to a real cluster from the first preview to the last.</summary>
public sealed partial class StoryTests
{
    private const string TwoApps = "blog: {}\ntodo: {}";
    private const string ThreeApps = $"{TwoApps}\nshop: {{}}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Smoke), MemberType = typeof(ServerMatrix))]
    public async Task Apps_come_stay_apart_leave_and_return(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare(TwoApps);

        await PreviewShowsWhatWillBeMadeAsync(server, project);
        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
        var outputs = await project.OutputsAsync();
        await WallsStandAsync(server, project, outputs);
        await ThirdAppComesAloneAsync(project);
        await ThirdAppLeavesAndReturnsAsync(server, project);
        await ThirdAppIsGoneForGoodAsync(server, project);

        await project.ShouldBeInSyncAsync();
        (await OwnSessionAsync(outputs, "blog")).ShouldBe(["blog_owner|blog_app|blog"]);
    }

    private static async Task PreviewShowsWhatWillBeMadeAsync(TestServer server, TempProject project)
    {
        var before = await ClusterDigest.ReadAsync(server, Ct);
        var preview = await project.RunAsync("preview", "--detailed-exitcode");
        preview.ShouldExit(2);
        PlusLine().Matches(preview.Out).Select(match => match.Groups["name"].Value).Any(name => name.Contains("blog", StringComparison.Ordinal)).ShouldBeTrue(preview.ToString());
        preview.Out.ShouldMatch(@"\b[1-9]\d* to create\b");

        var plan = (await project.RunAsync("preview", "--json")).ShouldExit(0);
        plan.Json.At("format_version").GetInt32().ShouldBe(1);
        plan.Json.Text("stack").ShouldBe("clown-car");
        plan.Json.Items("changes").Where(change => change.Text("kind") == "database").Select(change => change.Text("name")).Order(StringComparer.Ordinal).ToArray().ShouldBe(["blog", "todo"], plan.ToString());
        plan.Json.At("summary", "create").GetInt32().ShouldBe(plan.Json.Items("changes").Count(change => change.Text("action") == "create"));
        (await ClusterDigest.ReadAsync(server, Ct)).ShouldBe(before);
    }

    private static async Task WallsStandAsync(TestServer server, TempProject project, AppOutputs outputs)
    {
        foreach (var (app, neighbour) in new[] { ("blog", "todo"), ("todo", "blog") })
        {
            (await OwnSessionAsync(outputs, app)).ShouldBe([$"{app}_owner|{app}_app|{app}"]);
            (await PostgresUrl.RefusalAsync(outputs.Direct(app), neighbour, Ct)).ShouldBe("42501");
            (await PostgresUrl.RefusalAsync(outputs.Direct(app), "postgres", Ct)).ShouldBe("42501");
            (await PostgresUrl.RefusalAsync(outputs.Direct(app), "template1", Ct)).ShouldBe(server.Kind is AdminKind.Superuser ? "42501" : null);
        }

        var verify = await project.RunAsync("verify", "--json");
        verify.ShouldExit(0).Json.At("isolated").GetBoolean().ShouldBeTrue(verify.ToString());
        verify.Json.At("probes", "own").GetInt32().ShouldBeGreaterThanOrEqualTo(2);
        verify.Json.At("probes", "refused").GetInt32().ShouldBeGreaterThanOrEqualTo(4);
        verify.Json.At("probes", "inconclusive").GetInt32().ShouldBe(0);
        verify.Json.Items("open_by_platform").Any(item => item.ToString().Contains("template1", StringComparison.Ordinal))
            .ShouldBe(server.Kind is AdminKind.Plain, verify.ToString());
    }

    private static async Task ThirdAppComesAloneAsync(TempProject project)
    {
        project.Declare(ThreeApps);
        var preview = await project.RunAsync("preview", "--json", "--detailed-exitcode");
        preview.ShouldExit(2).Json.ChangedApps().ShouldBe(["shop"], preview.ToString());
        preview.Json.At("summary", "unchanged").GetInt32().ShouldBeGreaterThan(0);
        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
    }

    private static async Task ThirdAppLeavesAndReturnsAsync(TestServer server, TempProject project)
    {
        var shop = (await project.OutputsAsync()).Direct("shop");
        await using var session = await PostgresUrl.OpenAsync(shop, ct: Ct);
        await session.RowsAsync("CREATE TABLE orders (id int PRIMARY KEY, what text); INSERT INTO orders VALUES (1, 'clown'), (2, 'car')", Ct);
        var before = await ClusterDigest.ReadAsync(server, Ct);

        project.Declare(TwoApps);
        var blocked = await project.RunAsync("up", "--yes");
        blocked.ShouldExit(3).Everything.ShouldContain("CP3001");
        (await ClusterDigest.ReadAsync(server, Ct)).ShouldBe(before);
        (await session.RowsAsync("SELECT count(*) FROM orders", Ct)).ShouldBe(["2"]);

        await project.UpAsync("--allow", "CP3001");
        await Should.ThrowAsync<NpgsqlException>(() => session.RowsAsync("SELECT 1", Ct));
        (await PostgresUrl.RefusalAsync(shop, ct: Ct)).ShouldNotBeNull();
        var removed = (await server.DatabasesAsync(Ct)).Single(name => name.StartsWith("shop", StringComparison.Ordinal));
        removed.ShouldMatch(@"^shop~[0-9a-f]{6}~removed~\d{8}-\d{6}$");
        (await server.RolesAsync(Ct)).ShouldNotContain("shop_app");
        (await server.RowsAsync("SELECT what FROM orders ORDER BY id", removed, Ct)).ShouldBe(["clown", "car"]);
        (await server.RowsAsync($"SELECT datallowconn FROM pg_database WHERE datname = '{removed}'", ct: Ct)).ShouldBe(["t"]);
        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("status")).ShouldExit(0).Out.ShouldContain("shop");

        project.Declare(ThreeApps);
        (await project.RunAsync("up", "--yes")).ShouldExit(3).Everything.ShouldContain("CP3005");
        (await project.RunAsync("restore", "shop", "--yes")).ShouldExit(0);
        await project.ShouldBeInSyncAsync();
        (await project.OutputsAsync()).Direct("shop").ShouldBe(shop);
        await using var again = await PostgresUrl.OpenAsync(shop, ct: Ct);
        (await again.RowsAsync("SELECT current_user, session_user, count(*) FROM orders", Ct)).ShouldBe(["shop_owner|shop_app|2"]);
    }

    private static async Task ThirdAppIsGoneForGoodAsync(TestServer server, TempProject project)
    {
        await server.WaitUntilNobodyInAsync("shop", Ct);
        project.Declare(TwoApps);
        await project.UpAsync();
        var purge = await project.RunAsync("purge", "shop", "--yes");
        purge.ShouldExit(0);

        (await server.DatabasesAsync(Ct)).ShouldBe(["blog", "todo"], purge.ToString());
        (await server.RolesAsync(Ct)).ShouldNotContain(name => name.StartsWith("shop", StringComparison.Ordinal));
        (await server.RowsAsync(
            """
            SELECT refclassid::regclass, refobjid FROM pg_shdepend
            WHERE refclassid = 'pg_authid'::regclass AND refobjid NOT IN (SELECT oid FROM pg_authid)
               OR dbid <> 0 AND dbid NOT IN (SELECT oid FROM pg_database)
            """,
            ct: Ct)).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<string>> OwnSessionAsync(AppOutputs outputs, string app)
    {
        await using var session = await PostgresUrl.OpenAsync(outputs.Direct(app), ct: Ct);
        return await session.RowsAsync("SELECT current_user, session_user, current_database()", Ct);
    }

    [GeneratedRegex(@"^\s*\+ +(?<name>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlusLine();
}
