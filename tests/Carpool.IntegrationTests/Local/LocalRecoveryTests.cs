using System.Net;
using System.Net.Sockets;
using Carpool.Diagnostics;
using Carpool.IntegrationTests.Server;
using Carpool.Local;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Local;

[Slow]
public sealed class LocalRecoveryTests
{
    [Fact]
    public async Task A_killed_server_comes_back_with_what_was_committed()
    {
        await using var sandbox = new LocalSandbox();
        var first = await sandbox.Cluster.StartAsync(LocalSandbox.Token);
        await LocalSandbox.SqlAsync(first, "CREATE TABLE kept AS SELECT 7 AS n");
        var status = await sandbox.Cluster.ReadStatusAsync(LocalSandbox.Token);
        var busy = Should.ThrowAsync<Exception>(LocalSandbox.SqlAsync(first, "SELECT pg_catalog.pg_sleep(60)"));

        await LocalSandbox.KillAsync(status.ProcessId!.Value, status.DataDirectory);
        var second = await sandbox.Cluster.StartAsync(LocalSandbox.Token);

        await busy;
        second.ShouldBe(first);
        (await LocalSandbox.SqlAsync(second, "SELECT n FROM kept")).ShouldBe(7);
    }

    [Fact]
    public async Task A_pid_file_that_names_a_living_stranger_is_stale()
    {
        await using var sandbox = new LocalSandbox();
        var first = await sandbox.Cluster.StartAsync(LocalSandbox.Token);
        var data = (await sandbox.Cluster.ReadStatusAsync(LocalSandbox.Token)).DataDirectory;
        var written = await File.ReadAllLinesAsync(PostmasterFile.PathIn(data), LocalSandbox.Token);
        await sandbox.Cluster.StopAsync(LocalSandbox.Token);
        written[0] = Environment.ProcessId.ToString();
        await File.WriteAllLinesAsync(PostmasterFile.PathIn(data), written, LocalSandbox.Token);

        (await sandbox.Cluster.ReadStatusAsync(LocalSandbox.Token)).IsRunning.ShouldBeFalse();
        (await sandbox.Cluster.StartAsync(LocalSandbox.Token)).ShouldBe(first);
    }

    [Fact]
    public async Task A_port_that_somebody_else_took_is_left_to_them_and_said_so()
    {
        await using var sandbox = new LocalSandbox();
        var first = await sandbox.Cluster.StartAsync(LocalSandbox.Token);
        await sandbox.Cluster.StopAsync(LocalSandbox.Token);
        LocalEndpoints moved;
        using (var stranger = new TcpListener(IPAddress.Loopback, first.Port))
        {
            stranger.Start();
            moved = await sandbox.Cluster.StartAsync(LocalSandbox.Token);
        }

        moved.Port.ShouldNotBe(first.Port);
        sandbox.Said.ShouldContain(line => line.Contains("CP5047", StringComparison.Ordinal) && line.Contains($"{first.Port}", StringComparison.Ordinal));
        (await LocalSandbox.SqlAsync(moved, "SELECT 1")).ShouldBe(1);
        await sandbox.Cluster.StopAsync(LocalSandbox.Token);
        (await sandbox.Cluster.StartAsync(LocalSandbox.Token)).Port.ShouldBe(moved.Port, "the new port is as stable as the old one was");
    }

    [Fact]
    public async Task An_initdb_killed_half_way_is_begun_anew()
    {
        await using var sandbox = new LocalSandbox();
        var unfinished = Path.Combine(Path.GetDirectoryName((await sandbox.Cluster.ReadStatusAsync(LocalSandbox.Token)).DataDirectory)!, "data.new");
        using var interruption = CancellationTokenSource.CreateLinkedTokenSource(LocalSandbox.Token);
        var start = sandbox.Cluster.StartAsync(interruption.Token);
        await LivingProcess.EndsWithinAsync(TimeSpan.FromSeconds(30), () => !File.Exists(Path.Combine(unfinished, "PG_VERSION")), LocalSandbox.Token);
        await interruption.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(start);
        Directory.Exists(unfinished).ShouldBeTrue("the interruption came while initdb was at work");

        var endpoints = await sandbox.Cluster.StartAsync(LocalSandbox.Token);

        (await LocalSandbox.SqlAsync(endpoints, "SELECT count(*) FROM pg_catalog.pg_database")).ShouldBe(3L);
        Directory.Exists(unfinished).ShouldBeFalse();
    }

    [Fact]
    public async Task Data_that_an_unseen_process_holds_is_left_alone()
    {
        await using var sandbox = new LocalSandbox();
        await sandbox.Cluster.StartAsync(LocalSandbox.Token);
        var folder = LocalFolder.Find(sandbox.Directory, LocalSandbox.EnvironmentWith());
        LocalLock.TryTake(folder.ServerLock).ShouldBeNull("a running server holds the lock");
        await sandbox.Cluster.StopAsync(LocalSandbox.Token);
        await using var unseen = LocalLock.TryTake(folder.ServerLock).ShouldNotBeNull("a stopped one does not");

        var failure = await Should.ThrowAsync<DiagnosticException>(sandbox.Cluster.StartAsync(LocalSandbox.Token));

        failure.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(PlatformCodes.DataInUse);
    }

    [Fact]
    public async Task A_server_that_refuses_to_start_is_explained_by_its_log()
    {
        await using var sandbox = new LocalSandbox();
        await sandbox.Cluster.StartAsync(LocalSandbox.Token);
        var data = (await sandbox.Cluster.ReadStatusAsync(LocalSandbox.Token)).DataDirectory;
        await sandbox.Cluster.StopAsync(LocalSandbox.Token);
        await File.AppendAllTextAsync(Path.Combine(data, "postgresql.conf"), "no_such_setting = 1\n", LocalSandbox.Token);

        var failure = await Should.ThrowAsync<DiagnosticException>(sandbox.Cluster.StartAsync(LocalSandbox.Token));

        failure.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(PlatformCodes.ServerDidNotStart);
        failure.Message.ShouldContain("no_such_setting");
    }

    [Fact]
    public async Task A_lost_password_file_is_named_and_nothing_is_made_anew()
    {
        await using var sandbox = new LocalSandbox();
        await sandbox.Cluster.StartAsync(LocalSandbox.Token);
        var data = (await sandbox.Cluster.ReadStatusAsync(LocalSandbox.Token)).DataDirectory;
        await sandbox.Cluster.StopAsync(LocalSandbox.Token);
        File.Delete(Path.Combine(Path.GetDirectoryName(data)!, "password"));

        var failure = await Should.ThrowAsync<DiagnosticException>(sandbox.Cluster.StartAsync(LocalSandbox.Token));

        failure.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(PlatformCodes.LocalPasswordMissing);
        File.Exists(Path.Combine(data, "PG_VERSION")).ShouldBeTrue();
    }
}
