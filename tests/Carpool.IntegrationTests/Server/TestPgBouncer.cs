using System.Diagnostics;
using System.Net.Sockets;
using Xunit;

namespace Carpool.IntegrationTests.Server;

/// <summary>A real PgBouncer in transaction mode before a test server. Its user list holds the SCRAM verifiers of the server.</summary>
public sealed class TestPgBouncer : IAsyncDisposable
{
    private readonly GuardedProcess _process;
    private readonly TestServer _server;

    private TestPgBouncer(GuardedProcess process, TestServer server, int port)
    {
        _process = process;
        _server = server;
        Port = port;
    }

    public string Host { get; } = "127.0.0.1";

    public int Port { get; }

    /// <summary>The program, or the test is skipped by name.</summary>
    public static string RequireProgram()
    {
        var program = ServerBinaries.TryFindProgram("pgbouncer");
        Assert.SkipWhen(program is null, "missing: pgbouncer");
        return program!;
    }

    /// <param name="ignoresOptions">True for a pooler that swallows the start-up parameter `options`; a plain one refuses it.</param>
    /// <param name="port">A port chosen before, where a manifest has to name it; 0 takes a free one.</param>
    /// <param name="databases">Lines about single databases; all others lead to their own.</param>
    public static async Task<TestPgBouncer> StartAsync(TestServer server, bool ignoresOptions = true, int port = 0, string databases = "", CancellationToken ct = default)
    {
        var program = RequireProgram();
        if (port == 0) port = TestServer.FreePort();
        var folder = await RunFolder.NewAsync("pgbouncer", ct);
        var config = Path.Combine(folder, "pgbouncer.ini");
        await File.WriteAllTextAsync(
            config,
            $"""
            [databases]
            {databases}
            * = host={server.Host} port={server.Port}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = scram-sha-256
            auth_file = {folder}/users.txt
            pool_mode = transaction
            server_reset_query_always = 1
            ignore_startup_parameters = extra_float_digits,search_path{(ignoresOptions ? ",options" : "")}
            """,
            ct);
        await WriteUsersAsync(server, folder, ct);
        var bouncer = new TestPgBouncer(GuardedProcess.Start(folder, "TERM", program, config), server, port);
        await bouncer.WaitAsync(ct);
        return bouncer;
    }

    /// <summary>Takes the logins that exist on the server now.</summary>
    public async Task ReloadUsersAsync(CancellationToken ct = default)
    {
        await WriteUsersAsync(_server, _process.Folder, ct);
        await _process.SignalAsync("HUP", ct);
    }

    /// <summary>The same URL, through the pooler.</summary>
    public string Through(string url) => url.Replace($"{_server.Host}:{_server.Port}/", $"{Host}:{Port}/", StringComparison.Ordinal);

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task WriteUsersAsync(TestServer server, string folder, CancellationToken ct)
    {
        var users = await server.RowsAsync("""SELECT '"' || replace(rolname, '"', '""') || '" "' || rolpassword || '"' FROM pg_authid WHERE rolcanlogin AND rolpassword IS NOT NULL""", ct: ct);
        await File.WriteAllLinesAsync(Path.Combine(folder, "users.txt"), users, ct);
    }

    private async Task WaitAsync(CancellationToken ct)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(20, ct))
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(Host, Port, ct);
                return;
            }
            catch (SocketException) when (waited.Elapsed < TimeSpan.FromSeconds(10))
            {
                // Not up yet
            }
            catch (SocketException error)
            {
                throw new InvalidOperationException($"PgBouncer did not start:\n{_process.Log}", error);
            }
        }
    }
}
