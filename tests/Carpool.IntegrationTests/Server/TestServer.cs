using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace Carpool.IntegrationTests.Server;

/// <summary>
/// A real Postgres on 127.0.0.1 that the test has for itself: roles are cluster-wide, so servers are never shared between
/// tests that change them. Over TCP every login needs its password (SCRAM); the bootstrap superuser comes in by the socket.
/// </summary>
public sealed class TestServer : IAsyncDisposable
{
    /// <summary>The role that initdb made. Tests look with it; Carpool never gets it.</summary>
    public const string Bootstrap = "postgres";

    private readonly GuardedProcess _process;
    private readonly ServerSnapshot _origin;
    private readonly SemaphoreSlim _place;
    private bool _isDisposed;

    private TestServer(GuardedProcess process, ServerSnapshot origin, int port, SemaphoreSlim place)
    {
        _process = process;
        _origin = origin;
        _place = place;
        Port = port;
    }

    /// <summary>The major version: 14 to 18.</summary>
    public int Version => _origin.Version;

    public AdminKind Kind => _origin.Kind;

    public string Host { get; } = "127.0.0.1";

    public int Port { get; }

    /// <summary>The role that Carpool connects as.</summary>
    public string AdminName => Kind is AdminKind.Superuser ? "boss" : "steward";

    public string AdminPassword => _origin.AdminPassword;

    /// <summary>What a test puts into CARPOOL_ADMIN_URL.</summary>
    public string AdminUrl => UrlOf(AdminName, AdminPassword, "postgres");

    /// <summary>Every statement that anybody sent so far, and everything the server said about them.</summary>
    public string Log => _process.Log;

    /// <summary>The folder of the server's socket.</summary>
    public string SocketFolder => _process.Folder;

    /// <summary>The folder of its data.</summary>
    public string DataFolder => Path.Combine(SocketFolder, "data");

    /// <summary>The program that runs it.</summary>
    internal string Program => Path.Combine(_origin.Programs, "postgres");

    /// <summary>The URL of a login of this server.</summary>
    public string UrlOf(string user, string password, string database) =>
        $"postgresql://{Uri.EscapeDataString(user)}:{Uri.EscapeDataString(password)}@{Host}:{Port}/{Uri.EscapeDataString(database)}";

    /// <summary>A session of the bootstrap superuser.</summary>
    public Task<NpgsqlConnection> OpenAsync(string database = "postgres", CancellationToken ct = default) => OpenAsync(database, Bootstrap, ct);

    /// <summary>A session of any role that may connect, by the socket, where nobody is asked for a password.</summary>
    public async Task<NpgsqlConnection> OpenAsync(string database, string login, CancellationToken ct = default)
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = SocketFolder,
            Port = Port,
            Username = login,
            Database = database,
            Pooling = false,
            Timeout = 10,
            ApplicationName = "test",
        };
        return await settings.OpenAsync(ct);
    }

    /// <summary>Stops the server cleanly and keeps what it holds. The server is not used any more.</summary>
    public async Task<ServerSnapshot> KeepAsync(CancellationToken ct = default)
    {
        await _process.StopAsync("INT", ct);
        var folder = await RunFolder.NewAsync($"kept{Version}", ct);
        await CopyAsync(DataIn(SocketFolder), DataIn(folder), ct);
        return _origin with { Data = DataIn(folder) };
    }

    /// <summary>Stops the server; <see cref="ComeBackAsync"/> starts it again. QUIT is pg_ctl's `-m immediate`: it then has to recover.</summary>
    public Task StopAsync(string signal, CancellationToken ct = default) => _process.StopAsync(signal, ct);

    /// <summary>Starts the stopped server again, at the same place.</summary>
    public async Task ComeBackAsync(CancellationToken ct = default)
    {
        _process.StartAgain();
        await using var connection = await WaitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        await _process.DisposeAsync();
        _place.Release();
    }

    /// <summary>A fresh server with its admin.</summary>
    internal static async Task<TestServer> StartAsync(
        int version, AdminKind kind, IReadOnlyDictionary<string, string> settings, SemaphoreSlim place, CancellationToken ct)
    {
        var template = await ServerTemplate.OfAsync(version);
        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        return await StartAsync(new ServerSnapshot(version, kind, password, template.Programs, template.Data), server => server.CreateAdminAsync(ct), settings, place, ct);
    }

    /// <summary>A server that holds what another one did.</summary>
    internal static Task<TestServer> StartAsync(ServerSnapshot snapshot, SemaphoreSlim place, CancellationToken ct) =>
        StartAsync(snapshot, async server => await (await server.WaitAsync(ct)).DisposeAsync(), new Dictionary<string, string>(StringComparer.Ordinal), place, ct);

    private static async Task<TestServer> StartAsync(
        ServerSnapshot origin, Func<TestServer, Task> readyAsync, IReadOnlyDictionary<string, string> settings, SemaphoreSlim place, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var folder = await RunFolder.NewAsync($"pg{origin.Version}", ct);
            await CopyAsync(origin.Data, DataIn(folder), ct);
            var port = FreePort();
            var process = GuardedProcess.Start(
                folder,
                "QUIT",
                Path.Combine(origin.Programs, "postgres"),
                ["-D", DataIn(folder), "-p", $"{port}", "-k", folder, .. settings.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" })]);
            var server = new TestServer(process, origin, port, place);
            try
            {
                await readyAsync(server);
                return server;
            }
            catch (NpgsqlException) when (attempt < 3 && process.Log.Contains("Address already in use", StringComparison.Ordinal))
            {
                // Somebody took the port between our look and the server's bind
                await process.DisposeAsync();
            }
            catch (Exception error)
            {
                var log = process.Log;
                await process.DisposeAsync();
                throw new InvalidOperationException($"Postgres {origin.Version} did not start:\n{log}", error);
            }
        }
    }

    /// <summary>A TCP port of the loopback that nobody listens on now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string DataIn(string folder) => Path.Combine(folder, "data");

    private static Task CopyAsync(string from, string to, CancellationToken ct) => UnprivilegedUser.RunAsync("cp", ["-a", "--reflink=auto", from, to], ct);

    private async Task CreateAdminAsync(CancellationToken ct)
    {
        await using var connection = await WaitAsync(ct);
        var sql = Kind is AdminKind.Superuser
            ? $"CREATE ROLE boss LOGIN SUPERUSER PASSWORD '{AdminPassword}'"
            : $"CREATE ROLE steward LOGIN CREATEDB CREATEROLE PASSWORD '{AdminPassword}'; ALTER DATABASE postgres OWNER TO steward";
        await using var command = new NpgsqlCommand($"SET log_statement = 'none'; SET log_min_duration_statement = -1; SET pg_stat_statements.track = 'none'; {sql}", connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<NpgsqlConnection> WaitAsync(CancellationToken ct)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(20, ct))
        {
            try
            {
                return await OpenAsync(ct: ct);
            }
            catch (NpgsqlException error) when (waited.Elapsed < TimeSpan.FromSeconds(30) && (IsStarting(error) || !Log.Contains("FATAL:  could not", StringComparison.Ordinal)))
            {
                // Not up yet
            }
        }
    }
    /// <summary>A server that answers is on its way, whatever its log says: a standby without a primary goes on looking for one.</summary>
    private static bool IsStarting(NpgsqlException error) => error.SqlState == PostgresErrorCodes.CannotConnectNow;
}
