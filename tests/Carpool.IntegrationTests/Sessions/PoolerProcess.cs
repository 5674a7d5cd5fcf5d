using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Carpool.IntegrationTests.Sessions;

/// <summary>A real PgBouncer in transaction mode before a server.</summary>
internal sealed class PoolerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private PoolerProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public static async Task<PoolerProcess> StartAsync(string pgbouncer, SessionServer server, string setting)
    {
        var port = SessionServer.FreePort();
        var folder = await ProgramRun.AsPostgresAsync("mktemp", "-d", $"{server.Folder}/pooler-XXXXXX");
        await File.WriteAllTextAsync($"{folder}/users.txt", $"\"postgres\" \"{server.AdminPassword.Reveal()}\"\n");
        await File.WriteAllTextAsync($"{folder}/pgbouncer.ini", string.Create(CultureInfo.InvariantCulture, $"""
            [databases]
            * = host=127.0.0.1 port={server.Port}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = scram-sha-256
            auth_file = {folder}/users.txt
            pool_mode = transaction
            {setting}

            """));
        var isRoot = string.Equals(Environment.UserName, "root", StringComparison.Ordinal);
        var start = isRoot
            ? new ProcessStartInfo("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", "--", pgbouncer, "-q", $"{folder}/pgbouncer.ini"])
            : new ProcessStartInfo(pgbouncer, ["-q", $"{folder}/pgbouncer.ini"]);
        start.RedirectStandardError = true;
        start.UseShellExecute = false;
        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        var pooler = new PoolerProcess(process, port);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync("127.0.0.1", port);
                return pooler;
            }
            catch (SocketException) when (attempt < 50)
            {
                await Task.Delay(100);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
