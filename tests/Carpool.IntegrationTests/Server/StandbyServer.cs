using System.Diagnostics;
using Npgsql;

namespace Carpool.IntegrationTests.Server;

/// <summary>
/// A streaming standby of a test's server: a copy of the primary's data folder, taken while that is stopped, that follows it by a slot of
/// its own. It keeps the primary's logical slots (from 17), unless settings say otherwise.
/// </summary>
public sealed class StandbyServer : IAsyncDisposable
{
    private const string Slot = "standby";

    private readonly GuardedProcess _process;
    private readonly TestServer _primary;

    private StandbyServer(GuardedProcess process, TestServer primary, int port) => (_process, _primary, Port) = (process, primary, port);

    public int Port { get; }

    public string Log => _process.Log;

    /// <summary>What a test puts into CARPOOL_STANDBY_URL, and into CARPOOL_ADMIN_URL after a promotion.</summary>
    public string AdminUrl => $"postgresql://{_primary.AdminName}:{Uri.EscapeDataString(_primary.AdminPassword)}@127.0.0.1:{Port}/postgres";

    /// <summary>Stops the primary for the time of a copy: sessions are lost.</summary>
    /// <param name="settings">Of the standby, over those that it needs.</param>
    public static async Task<StandbyServer> StartAsync(TestServer primary, IReadOnlyDictionary<string, string>? settings = null, CancellationToken ct = default)
    {
        await primary.SqlAsync($"SELECT pg_create_physical_replication_slot('{Slot}', true)", ct: ct);
        await primary.StopAsync("INT", ct);
        var folder = await RunFolder.NewAsync($"standby{primary.Version}", ct);
        var data = Path.Combine(folder, "data");
        await UnprivilegedUser.RunAsync("cp", ["-a", "--reflink=auto", primary.DataFolder, data], ct);

        // No slot of the primary's is one of its own: the server would not keep a slot up to date that is there already
        await UnprivilegedUser.RunAsync("/bin/sh", ["-c", "cd \"$1\" && rm -rf postmaster.pid pg_replslot/* && touch standby.signal", "sh", data], ct);
        await primary.ComeBackAsync(ct);

        var given = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["primary_conninfo"] = $"host={primary.SocketFolder} port={primary.Port} user={TestServer.Bootstrap} dbname=postgres",
            ["primary_slot_name"] = Slot,
            ["hot_standby_feedback"] = "on",
            ["wal_receiver_status_interval"] = "1s",
        };
        if (primary.Version >= 17) given["sync_replication_slots"] = "on";
        foreach (var (name, value) in settings ?? new Dictionary<string, string>(StringComparer.Ordinal)) given[name] = value;
        var port = TestServer.FreePort();
        var process = GuardedProcess.Start(
            folder, "QUIT", primary.Program, ["-D", data, "-p", $"{port}", "-k", folder, .. given.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" })]);
        var standby = new StandbyServer(process, primary, port);
        try
        {
            await standby.WaitAsync("SELECT 1 FROM pg_stat_wal_receiver WHERE status = 'streaming'", ct);
            return standby;
        }
        catch
        {
            await standby.DisposeAsync();
            throw;
        }
    }

    /// <summary>The rows of a query of the bootstrap superuser.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string sql, string database = "postgres", CancellationToken ct = default)
    {
        await using var connection = await new NpgsqlConnectionStringBuilder { Host = _process.Folder, Port = Port, Username = TestServer.Bootstrap, Database = database, Pooling = false, Timeout = 10 }.OpenAsync(ct);
        return await connection.RowsAsync(sql, ct);
    }

    /// <summary>Stops the primary for good and makes this one the primary.</summary>
    public async Task PromoteAsync(CancellationToken ct)
    {
        await _primary.StopAsync("INT", ct);
        await RowsAsync("SELECT pg_promote()", ct: ct);
        await WaitAsync("SELECT 1 WHERE NOT pg_is_in_recovery()", ct);
    }

    /// <summary>Waits until a query has a row.</summary>
    public async Task WaitAsync(string sql, CancellationToken ct)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(100, ct))
        {
            try
            {
                if ((await RowsAsync(sql, ct: ct)).Count > 0) return;
            }
            catch (NpgsqlException) when (waited.Elapsed < TimeSpan.FromSeconds(60))
            {
                // Not up yet
            }

            if (waited.Elapsed > TimeSpan.FromSeconds(90)) throw new InvalidOperationException($"The standby never came to: {sql}\n{Log}");
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
