using System.Net;
using System.Net.Sockets;
using Carpool.IntegrationTests.BadInput;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Xunit;

namespace Carpool.IntegrationTests.Formats;

/// <summary>Live apps with hostile names, and one with two roles, on a server that listens on IPv6 too, with a pooler before it. Tests only look.</summary>
public sealed class HostileApps : IAsyncLifetime
{
    private TestServer _server = null!;
    private TempProject _project = null!;
    private TestPgBouncer? _pooler;

    /// <summary>True where the machine has ::1.</summary>
    public static bool HasIpv6 { get; } = CanListenOnIpv6();

    /// <summary>Who a login is, and where: that of the owner, its own, the database. In the order of `outputs`.</summary>
    internal IReadOnlyList<string> Expected { get; } = [.. HostileNames.InStrings.Select(name => $"{name}_owner|{name}_app|{name}"), "shop_owner|shop_app|shop", "shop_owner|shop_jobs|shop"];

    public bool HasPooler => _pooler is not null;

    public async ValueTask InitializeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        _server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, new Dictionary<string, string>(StringComparer.Ordinal) { ["listen_addresses"] = "127.0.0.1,::1" }, ct);
        _project = new TempProject(_server);
        var port = TestServer.FreePort();
        _project.Declare(
            string.Join('\n', HostileNames.InStrings.Select(name => $"{HostileNames.Quoted(AppOf(name))}: {{ database: {HostileNames.Quoted(name)} }}")) + "\nshop: { roles: { app: {}, jobs: {} } }",
            $"pooler: {{host: 127.0.0.1, port: {port}}}");
        await _project.UpAsync();
        if (ServerBinaries.TryFindProgram("pgbouncer") is not null) _pooler = await TestPgBouncer.StartAsync(_server, port: port, ct: ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_pooler is not null) await _pooler.DisposeAsync();
        _project?.Dispose();
        if (_server is not null) await _server.DisposeAsync();
    }

    /// <summary>The app of a database: an app's name holds no slash.</summary>
    internal static string AppOf(string database) => database.Replace('/', '!');

    /// <summary>`carpool outputs` with these arguments, through the server's IPv4 or IPv6 address.</summary>
    internal Task<CarpoolResult> OutputsAsync(bool overIpv6, params string[] arguments)
    {
        Assert.SkipWhen(overIpv6 && !HasIpv6, "missing: ::1");
        _project.Environment["CARPOOL_ADMIN_URL"] = overIpv6 ? _server.AdminUrl.Replace("127.0.0.1", "[::1]", StringComparison.Ordinal) : _server.AdminUrl;
        return _project.RunAsync(["outputs", .. arguments]);
    }

    private static bool CanListenOnIpv6()
    {
        if (!Socket.OSSupportsIPv6) return false;
        try
        {
            using var listener = new TcpListener(IPAddress.IPv6Loopback, 0);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
