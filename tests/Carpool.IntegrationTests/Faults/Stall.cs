using System.Diagnostics;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Npgsql;

namespace Carpool.IntegrationTests.Faults;

/// <summary>Holds a table of a catalog, so that a run stands still at the step that writes it first, until it is let go.</summary>
internal sealed class Stall : IAsyncDisposable
{
    private readonly NpgsqlConnection _session;

    private Stall(NpgsqlConnection session) => _session = session;

    public static async Task<Stall> OfAsync(TestServer server, string table, string database = "postgres", CancellationToken ct = default)
    {
        var session = await server.OpenAsync(database, ct);
        await session.RowsAsync($"BEGIN; LOCK TABLE {table} IN SHARE MODE", ct);
        return new Stall(session);
    }

    /// <summary>Runs a command that changes the cluster, and lets something happen to the session that stands still.</summary>
    /// <param name="happensAsync">Is given the session's process.</param>
    public static async Task<CarpoolResult> DuringAsync(TestServer server, TempProject project, string table, IReadOnlyList<string> command, Func<int, Task> happensAsync, CancellationToken ct)
    {
        Task<CarpoolResult> run;
        await using (await OfAsync(server, table, ct: ct))
        {
            run = project.RunAsync([.. command, "--yes", "--json"]);
            await happensAsync(await MetAsync(server, ct));
        }

        return await run;
    }

    /// <summary>Waits until a session of Carpool's stands still, and returns its process.</summary>
    public static async Task<int> MetAsync(TestServer server, CancellationToken ct = default)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(10, ct))
        {
            var standing = await server.RowsAsync("SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'carpool%' AND wait_event_type = 'Lock' LIMIT 1", ct: ct);
            if (standing.Count > 0) return int.Parse(standing[0]);
            if (waited.Elapsed > TimeSpan.FromSeconds(20)) throw new InvalidOperationException("Carpool never came to the stall");
        }
    }

    /// <summary>Where the server took it away already, there is nothing to let go.</summary>
    public async ValueTask DisposeAsync() => await _session.DisposeAsync();
}
