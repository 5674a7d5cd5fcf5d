using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Carpool.Credentials;
using Carpool.Sessions;
using Npgsql;

namespace Carpool.IntegrationTests.Sessions;

/// <summary>A throw-away server on loopback with SCRAM for everybody and TLS under an authority of its own.</summary>
internal sealed class SessionServer : IAsyncDisposable
{
    private readonly string _binaries;

    private SessionServer(string binaries, string folder, int port) => (_binaries, Folder, Port) = (binaries, folder, port);

    public string Folder { get; }

    public int Port { get; }

    public Secret AdminPassword { get; } = PasswordGenerator.Create();

    public string AuthorityFile => Path.Combine(Folder, "ca.pem");

    public ServerAddress Address => new("127.0.0.1", Port, new("postgres"), new("postgres"), AdminPassword);

    public SessionOpener Opener => new(Address, new SilentLog());

    public static async Task<SessionServer> StartAsync(int version)
    {
        var servers = Environment.GetEnvironmentVariable("CARPOOL_TEST_SERVERS") ?? throw new InvalidOperationException("CARPOOL_TEST_SERVERS does not say where the servers are");
        var folder = await ProgramRun.AsPostgresAsync("mktemp", "-d", "/tmp/carpool-sessions-XXXXXX");
        var server = new SessionServer($"{servers}/pg{version}/native/bin", folder, FreePort());
        try
        {
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Runs statements one by one as the superuser.</summary>
    public async Task RunAsync(params string[] statements)
    {
        await using var session = await Opener.OpenAsync(new("postgres"), CancellationToken.None);
        foreach (var sql in statements)
        {
            await using var command = new NpgsqlCommand(sql, session);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Begins a smart shutdown, which waits for the sessions that there are and admits no new one.</summary>
    public async Task AskToStopAsync()
    {
        await ProgramRun.AsPostgresAsync($"{_binaries}/pg_ctl", "-D", $"{Folder}/data", "-m", "smart", "-W", "stop");
        while (!(await File.ReadAllTextAsync($"{Folder}/log")).Contains("smart shutdown", StringComparison.Ordinal)) await Task.Delay(20);
    }

    /// <summary>Admits no connection over TCP without TLS any more.</summary>
    public async Task InsistOnTlsAsync()
    {
        await WriteAsync("data/pg_hba.conf", "hostssl all all all scram-sha-256");
        await ProgramRun.AsPostgresAsync($"{_binaries}/pg_ctl", "-D", $"{Folder}/data", "-m", "fast", "-w", "-l", $"{Folder}/log", "restart");
    }

    public async ValueTask DisposeAsync()
    {
        // A server that was asked to stop may be gone at any moment: what counts is that it is, and pg_ctl status then ends with 3
        await ProgramRun.AsPostgresAsync(
            "sh", "-c", "\"$1\" -D \"$2\" -m immediate -w stop || { \"$1\" -D \"$2\" status; [ $? != 0 ]; }", "sh", $"{_binaries}/pg_ctl", $"{Folder}/data");
        await ProgramRun.AsPostgresAsync("rm", "-rf", Folder);
    }

    private async Task StartAsync()
    {
        var data = $"{Folder}/data";
        await WriteAsync("password", AdminPassword.Reveal());
        await ProgramRun.AsPostgresAsync($"{_binaries}/initdb", "-D", data, "-U", "postgres", "-A", "scram-sha-256", $"--pwfile={Folder}/password", "-E", "UTF8", "--locale=C", "-N");
        await WriteCertificatesAsync();
        await WriteAsync("data/postgresql.auto.conf", string.Create(CultureInfo.InvariantCulture, $"""
            port = {Port}
            listen_addresses = '127.0.0.1'
            unix_socket_directories = '{Folder}'
            fsync = off
            max_connections = 20
            ssl = on
            ssl_cert_file = '{Folder}/server.pem'
            ssl_key_file = '{Folder}/server.key'
            """));
        await ProgramRun.AsPostgresAsync($"{_binaries}/pg_ctl", "-D", data, "-l", $"{Folder}/log", "-w", "start");
    }

    private async Task WriteCertificatesAsync()
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=carpool test authority", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var (from, to) = (TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(2));
        using var root = authority.CreateSelfSigned(from, to);
        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", serverKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(root, from, to, [1, 2, 3, 4]);
        await WriteAsync("ca.pem", root.ExportCertificatePem());
        await WriteAsync("server.pem", certificate.ExportCertificatePem());
        await WriteAsync("server.key", serverKey.ExportPkcs8PrivateKeyPem());
    }

    private async Task WriteAsync(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        await File.WriteAllTextAsync(path, text + "\n");
        if (string.Equals(Environment.UserName, "root", StringComparison.Ordinal)) await ProgramRun.AsSelfAsync("chown", null, "postgres:postgres", path);
        await ProgramRun.AsSelfAsync("chmod", null, "600", path);
    }
}
