using System.Diagnostics;
using Carpool.IntegrationTests.Server;
using Npgsql;

namespace Carpool.IntegrationTests.Plans;

/// <summary>A server on a copy of another one's data directory, as a restored backup or a branch has it: the same system identifier, the same object ids.</summary>
internal sealed class ServerCopy : IAsyncDisposable
{
    private readonly GuardedProcess _process;

    private ServerCopy(GuardedProcess process) => _process = process;

    /// <summary>Ends the original, so that its data are whole, and starts the copy.</summary>
    /// <param name="port">Its own, or the original's, whose place it takes then.</param>
    /// <param name="isRestored">True begins a timeline of its own, as a restore to a point in time does.</param>
    public static async Task<ServerCopy> OfAsync(TestServer server, int port, bool isRestored, CancellationToken ct)
    {
        await server.StopAsync("INT", ct);
        var folder = await RunFolder.NewAsync($"copy{server.Version}", ct);
        var data = Path.Combine(folder, "data");
        await UnprivilegedUser.RunAsync("cp", ["-a", "--reflink=auto", Path.Combine(server.SocketFolder, "data"), data], ct);
        if (isRestored) await UnprivilegedUser.RunAsync("touch", [Path.Combine(data, "recovery.signal")], ct);
        var programs = (await ServerTemplate.OfAsync(server.Version)).Programs;
        var copy = new ServerCopy(GuardedProcess.Start(
            folder, "QUIT", Path.Combine(programs, "postgres"), "-D", data, "-p", $"{port}", "-k", folder, "-c", "restore_command=false"));
        try
        {
            await copy.WaitAsync(port, ct);
            return copy;
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task WaitAsync(int port, CancellationToken ct)
    {
        var url = new NpgsqlConnectionStringBuilder { Host = _process.Folder, Port = port, Username = TestServer.Bootstrap, Database = "postgres", Pooling = false }.ConnectionString;
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50, ct))
        {
            try
            {
                await using var connection = new NpgsqlConnection(url);
                await connection.OpenAsync(ct);
                if ((await connection.RowsAsync("SELECT pg_is_in_recovery()", ct))[0] == "f") return;
            }
            catch (NpgsqlException) when (waited.Elapsed < TimeSpan.FromSeconds(30))
            {
                // Not up yet
            }

            if (waited.Elapsed > TimeSpan.FromSeconds(30)) throw new InvalidOperationException($"The copy did not start:\n{_process.Log}");
        }
    }
}
