using Carpool.IntegrationTests.BadInput;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Faults;

/// <summary>One session of a run is ended by somebody else.</summary>
public sealed class SessionLossTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_lost_its_lock_begins_nothing_more()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("todo: {}");
        await project.UpAsync();

        // What all apps share is done, so that the session with the lock has nothing to do and no one sees it go
        project.Declare("blog: {}\ntodo: {}");
        var run = await Stall.DuringAsync(server, project, "pg_database", ["up"], async _ =>
        {
            (await server.RowsAsync("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'", ct: Ct)).ShouldBe(["t"]);

            // The lane stands still for longer than a look at the lock is good for
            await Task.Delay(TimeSpan.FromSeconds(1.5), Ct);
        }, Ct);

        Refusal.ErrorOf(run, "lock", "again").Text("code").ShouldBe("CP4019");
        (await server.RowsAsync("SELECT datallowconn FROM pg_database WHERE datname = 'blog'", ct: Ct)).ShouldBe(["f"], "what was under way ended, and no more");
        await project.ShouldRecoverAsync("blog", "todo");
    }

    /// <summary>The catalog whose first writer stands still: a stage with one lane, one with lanes.</summary>
    public static TheoryData<string> Stages => TestDepth.Current is TestDepth.Quick ? ["pg_database"] : ["pg_authid", "pg_database"];

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_lane_that_lost_its_session_fails_and_leaves_nothing_in_the_way(string table)
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\nshop: {}");

        var run = await Stall.DuringAsync(
            server, project, table, ["up"], lane => server.SqlAsync($"SELECT pg_terminate_backend({lane}, 5000)", ct: Ct), Ct);
        Refusal.ErrorOf(run, "again").Text("code").ShouldBeOneOf("CP5016", "CP4019");
        await project.ShouldRecoverAsync("blog", "shop");
    }
}
