using System.Diagnostics;
using Carpool.Local;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Local;

public sealed class LocalClusterTests
{
    [Theory]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(18)]
    public async Task Runs_on_each_version_with_sane_text(int major)
    {
        await using var sandbox = new LocalSandbox(major);
        var endpoints = await sandbox.Cluster.StartAsync(LocalSandbox.Token);

        (await LocalSandbox.SqlAsync(endpoints, "SHOW server_version"))!.ToString()!.ShouldStartWith($"{major}.");
        (await LocalSandbox.SqlAsync(endpoints, "SHOW wal_level")).ShouldBe("logical");
        (await LocalSandbox.SqlAsync(endpoints, "SHOW server_encoding")).ShouldBe("UTF8");
        (await LocalSandbox.SqlAsync(endpoints, "SHOW listen_addresses")).ShouldBe("127.0.0.1");
        (await LocalSandbox.SqlAsync(endpoints, "SHOW ssl")).ShouldBe("off");
        endpoints.AdminUrl.ShouldEndWith("?sslmode=disable", customMessage: "clients that insist on TLS unless told otherwise are told");
        (await LocalSandbox.SqlAsync(endpoints, "SELECT pg_catalog.lower('É')")).ShouldBe("é");
        (await LocalSandbox.SqlAsync(endpoints, "SELECT 'a' > 'B'")).ShouldBe(true, "text compares by code point");
        (await LocalSandbox.SqlAsync(endpoints, "SELECT count(*) FROM pg_catalog.pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'")).ShouldBe(0L);
        File.ReadAllText(Path.Combine(sandbox.Directory, ".carpool", ".gitignore")).ShouldBe("*\n");
    }

    [Fact]
    public async Task A_second_start_is_quick_and_changes_nothing()
    {
        await using var sandbox = new LocalSandbox();
        var first = await sandbox.Cluster.StartAsync(LocalSandbox.Token);
        var process = await sandbox.ProcessAsync();

        var clock = Stopwatch.StartNew();
        var second = await sandbox.Cluster.StartAsync(LocalSandbox.Token);

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromMilliseconds(250));
        second.ShouldBe(first);
        (await sandbox.ProcessAsync()).ShouldBe(process);
        second.ToString().ShouldNotContain(new Uri(second.AdminUrl).UserInfo.Split(':')[1]);
    }

    [Fact]
    public async Task Data_and_port_survive_a_stop()
    {
        await using var sandbox = new LocalSandbox();
        var first = await sandbox.Cluster.StartAsync(LocalSandbox.Token);
        await LocalSandbox.SqlAsync(first, "CREATE TABLE kept AS SELECT 7 AS n");

        await sandbox.Cluster.StopAsync(LocalSandbox.Token);
        var stopped = await sandbox.Cluster.ReadStatusAsync(LocalSandbox.Token);
        var second = await sandbox.Cluster.StartAsync(LocalSandbox.Token);

        stopped.IsRunning.ShouldBeFalse();
        stopped.ProcessId.ShouldBeNull();
        stopped.PoolerPort.ShouldBeNull();
        stopped.Port.ShouldBe(first.Port);
        second.ShouldBe(first);
        (await LocalSandbox.SqlAsync(second, "SELECT n FROM kept")).ShouldBe(7);
    }

    [Fact]
    public async Task Two_starts_at_once_make_one_server()
    {
        await using var sandbox = new LocalSandbox();
        var other = sandbox.With(LocalSandbox.EnvironmentWith(("CARPOOL_PG_BIN", LocalSandbox.Binaries(LocalSandbox.Newest))));

        var endpoints = await Task.WhenAll(sandbox.Cluster.StartAsync(LocalSandbox.Token), other.StartAsync(LocalSandbox.Token));

        endpoints[0].ShouldBe(endpoints[1]);
        sandbox.Said.Count(line => line.StartsWith("Starting Postgres", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Destroy_leaves_no_process_and_no_data()
    {
        await using var sandbox = new LocalSandbox();
        var endpoints = await sandbox.Cluster.StartAsync(LocalSandbox.Token);
        var before = await sandbox.Cluster.ReadStatusAsync(LocalSandbox.Token);

        await sandbox.Cluster.DestroyAsync(LocalSandbox.Token);
        var after = await sandbox.Cluster.ReadStatusAsync(LocalSandbox.Token);

        LivingProcess.PostgresIn(before.DataDirectory).ShouldBeEmpty();
        LivingProcess.PoolersOn(Path.Combine(Path.GetDirectoryName(before.DataDirectory)!, "pgbouncer.ini"), null).ShouldBeEmpty();
        PortChoice.IsFree(endpoints.Port).ShouldBeTrue();
        Directory.Exists(Path.GetDirectoryName(before.DataDirectory)).ShouldBeFalse();
        Path.Exists(Path.Combine(sandbox.Directory, ".carpool", "local")).ShouldBeFalse();
        after.ShouldBe(new LocalStatus(false, null, before.DataDirectory, null, null, null));
    }
}
