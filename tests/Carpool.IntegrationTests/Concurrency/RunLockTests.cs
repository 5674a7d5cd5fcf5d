using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Crash;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Concurrency;

/// <summary>One run at a time on a cluster: who waits is told for whom, and nobody waits for the dead.</summary>
public sealed class RunLockTests
{
    // Behind the lock and the reading, in the midst of the work
    private const int Midway = 40;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task A_run_that_hangs_is_named_and_one_that_is_killed_is_in_nobodys_way(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");
        await using var proxy = new StatementProxy(server, Midway);
        project.Environment["CARPOOL_ADMIN_URL"] = proxy.AdminUrl;
        using var first = await project.StartAsync("up", "--yes");
        await proxy.Reached;
        project.Environment["CARPOOL_ADMIN_URL"] = server.AdminUrl;
        var holder = (await server.RowsAsync("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted", ct: Ct)).ShouldHaveSingleItem();

        var second = (await project.RunAsync("up", "--yes", "--json", "--lock-timeout", "1s")).ShouldExit(1);
        second.Codes.ShouldBe(["CP4002"]);
        second.Json.Items("diagnostics")[0].Text("message").ShouldMatch($@"session {holder} of {server.AdminName} .*since \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d UTC");
        second.Took.ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
        (await project.RunAsync("preview")).ShouldExit(0);

        using var third = await project.StartAsync("up", "--yes");
        await Task.Delay(TimeSpan.FromSeconds(1), Ct);
        third.Ended.IsCompleted.ShouldBeFalse();
        await first.KillAsync();
        await proxy.DisposeAsync();

        (await third.EndAsync(ct: Ct)).ShouldExit(0).Err.ShouldContain($"Waiting for another run to end: session {holder}");
        (await server.RowsAsync("SELECT pid FROM pg_locks WHERE locktype = 'advisory'", ct: Ct)).ShouldBeEmpty();
        await project.ShouldBeInSyncAsync();
    }

    /// <summary>A lock taken through a transaction pooler would stay with whichever session the pooler lent.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pooler_gets_no_lock(bool ignoresOptions)
    {
        TestPgBouncer.RequireProgram();
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        await using var bouncer = await TestPgBouncer.StartAsync(server, ignoresOptions, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        project.Environment["CARPOOL_ADMIN_URL"] = bouncer.Through(server.AdminUrl);
        var before = await ClusterDigest.ReadAsync(server, Ct);

        foreach (var command in new[] { "up", "destroy", "purge" })
        {
            (await project.RunAsync(command, "--yes", "--json")).ShouldExit(1).Codes.ShouldBe(["CP5015"], command);
        }

        (await server.RowsAsync("SELECT pid FROM pg_locks WHERE locktype = 'advisory'", ct: Ct)).ShouldBeEmpty();
        server.Log.ShouldNotContain("pg_try_advisory_lock");
        (await ClusterDigest.ReadAsync(server, Ct)).ShouldBe(before);
        File.Exists(project.KeyFile).ShouldBeFalse();
    }
}
