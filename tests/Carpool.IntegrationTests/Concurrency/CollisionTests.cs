using System.Diagnostics;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Concurrency;

/// <summary>Two sessions change one row of a shared catalog: the server tells the loser, and Carpool tells the user nothing.</summary>
[Slow]
public sealed class CollisionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ALTER ROLE blog_app CONNECTION LIMIT 9", "ALTER ROLE blog_app CONNECTION LIMIT 7", "tuple concurrently updated")]
    [InlineData("REVOKE TEMPORARY ON DATABASE blog FROM blog_owner", "ALTER DATABASE blog CONNECTION LIMIT -1", "tuple concurrently updated")]
    [InlineData("ALTER ROLE blog_app IN DATABASE blog RESET ALL", "ALTER ROLE blog_app IN DATABASE blog SET role = 'blog_owner'", "duplicate key value")]
    public async Task Is_tried_again_and_costs_no_lock(string before, string meanwhile, string collision)
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await project.UpAsync();
        await server.SqlAsync(before, ct: Ct);

        await using var other = await server.OpenAsync(ct: Ct);
        await other.RowsAsync($"BEGIN; {meanwhile}", Ct);
        using var run = await project.StartAsync("up", "--yes");
        await WaitUntilOneWaitsAsync(server);
        await other.RowsAsync("COMMIT", Ct);

        (await run.EndAsync(ct: Ct)).ShouldExit(0);
        server.Log.ShouldContain(collision);
        await project.ShouldBeInSyncAsync();
    }

    /// <summary>A revoke ends access, whoever made it, and also where a run was killed right after it.</summary>
    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task A_session_that_outlived_its_right_is_a_hazard_and_then_ended(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");
        await project.UpAsync();
        await server.SqlAsync("GRANT CONNECT ON DATABASE blog TO todo_app", ct: Ct);
        await using var neighbour = await server.OpenAsync("blog", "todo_app", Ct);
        await using var own = await server.OpenAsync("blog", "blog_app", Ct);
        await server.SqlAsync("REVOKE CONNECT ON DATABASE blog FROM todo_app", ct: Ct);

        var blocked = (await project.RunAsync("up", "--yes", "--json")).ShouldExit(3);
        blocked.Codes.ShouldContain("CP3006");
        var change = blocked.Json.Items("changes").ShouldHaveSingleItem();
        (change.Text("kind"), change.Text("name"), change.Text("app")).ShouldBe(("session", "todo_app in blog", "blog"));
        await project.UpAsync("--allow", "CP3006");

        await server.WaitUntilGoneAsync("todo_app", Ct);
        (await own.RowsAsync("SELECT current_user", Ct)).ShouldBe(["blog_owner"]);
        await project.ShouldBeInSyncAsync();
    }

    private static async Task WaitUntilOneWaitsAsync(TestServer server)
    {
        await using var session = await server.OpenAsync(ct: Ct);
        for (var waited = Stopwatch.StartNew(); (await session.RowsAsync("SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'carpool%' AND wait_event_type = 'Lock'", Ct)).Count == 0; await Task.Delay(10, Ct))
        {
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(50), "nobody waits");
        }
    }
}
