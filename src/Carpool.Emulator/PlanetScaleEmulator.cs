using System.Net.Security;
using Carpool.Diagnostics;
using Carpool.Emulator.Api;
using Carpool.Emulator.Branches;
using Carpool.Emulator.Http;
using Carpool.Emulator.Proxy;
using Carpool.Emulator.State;
using Carpool.Local;

namespace Carpool.Emulator;

/// <summary>
/// A PlanetScale on the loopback address: its API, its front door with TLS, PgBouncer, and a Postgres for each branch. All of it ends
/// with <see cref="DisposeAsync"/>; what it holds stays in its folder.
/// </summary>
public sealed class PlanetScaleEmulator : IAsyncDisposable
{
    private const string Host = "localhost";
    private const int DirectPorts = 15400, PooledAbove = 1000, ApiPorts = 14400, Attempts = 20;

    private readonly FileStream _held;
    private readonly CancellationTokenSource _end = new();
    private readonly List<RoutingProxy> _proxies = [];
    private BranchSet? _branches;
    private PlatformApi? _api;
    private ApiServer? _server;
    private Task _time = Task.CompletedTask;
    private volatile bool _isReady;

    private PlanetScaleEmulator(FileStream held) => _held = held;

    /// <summary>Where everything is.</summary>
    public EmulatorEndpoints Endpoints { get; private set; } = null!;

    /// <summary>What Postgres the branches run.</summary>
    public string Version { get; private set; } = "";

    /// <summary>Where an emulator keeps everything unless told: in the folder that Carpool has beside a manifest.</summary>
    public static string FolderBeside(string manifestDirectory)
    {
        LocalFolder.PrepareBeside(manifestDirectory);
        return Path.Combine(LocalFolder.Beside(manifestDirectory), "planetscale");
    }

    /// <summary>Starts it on a folder: what it held is there again, under the same ports, names and passwords.</summary>
    /// <param name="apiPort">Of the API; null is the port of last time, or a free one.</param>
    /// <exception cref="DiagnosticException">CP5180 to CP5183, or what the local cluster says (CP5030 to CP5059).</exception>
    public static async Task<PlanetScaleEmulator> StartAsync(
        string folder, int? apiPort, Switches switches, LocalEnvironment environment, IProgress<string> progress, TimeProvider clock, CancellationToken cancellationToken)
    {
        folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var emulator = new PlanetScaleEmulator(Hold(folder));
        try
        {
            await emulator.StartAsync(folder, apiPort, switches, environment, progress, new EmulatorClock(clock), cancellationToken);
            return emulator;
        }
        catch
        {
            await emulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>Deletes all that an emulator keeps in a folder, the data of its branches with it, for good.</summary>
    /// <exception cref="DiagnosticException">CP5180: it runs.</exception>
    public static async Task DestroyAsync(string folder, LocalEnvironment environment, IProgress<string> progress, CancellationToken cancellationToken)
    {
        folder = Path.GetFullPath(folder);
        if (!Directory.Exists(folder)) return;
        await using (Hold(folder))
        {
            var branches = Path.Combine(folder, "branches");
            foreach (var branch in Directory.Exists(branches) ? Directory.GetDirectories(branches) : [])
                await new LocalCluster(branch, environment, progress).DestroyAsync(cancellationToken);
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_server is not null) await _server.DisposeAsync();
        foreach (var proxy in _proxies) await proxy.DisposeAsync();
        await _time;
        _api?.Dispose();
        if (_branches is not null) await _branches.StopAsync(CancellationToken.None);
        await _held.DisposeAsync();
        _end.Dispose();
    }

    private async Task StartAsync(
        string folder, int? apiPort, Switches switches, LocalEnvironment environment, IProgress<string> progress, EmulatorClock clock, CancellationToken ct)
    {
        var file = StateFile.Open(folder, clock);
        var certificate = Certificates.Open(folder, clock);
        var direct = 0;
        _branches = new(file, folder, environment, progress, switches, () => $"{Host}:{direct}", clock);
        _api = new(file, _branches, switches, clock);
        direct = await ListenAsync(file.Current.DirectPort, folder, DirectPorts, port => OpenDoorAsync(port, certificate, _branches));
        var api = await ListenAsync(apiPort ?? file.Current.ApiPort, folder, ApiPorts, port =>
        {
            _server = ApiServer.Start(port, AnswerAsync);
            return Task.CompletedTask;
        }, mayMove: apiPort is null);
        file.Change(state => state with { DirectPort = direct, ApiPort = api });
        foreach (var branch in file.Current.Branches) Version = (await _branches.StartAsync(branch.Id, copyOf: null, ct)).Server.Version;
        if (_branches.All.Any(branch => branch.Server.PoolerPort is null))
            progress.Report(EmulatorCodes.NoPooler.With("This machine has no PgBouncer: the emulator refuses pooled connections.", "Install it (Debian, Ubuntu: `apt install pgbouncer`).").ToString());
        _isReady = true;
        _time = PassTimeAsync(_api);
        var (state, token) = (file.Current, file.Current.Tokens[0]);
        Endpoints = new(
            $"http://127.0.0.1:{api}/v1", state.Organization, state.Database, state.Branches[0].Name, token.Id, token.Token, Host, direct, direct + PooledAbove,
            Certificates.AuthorityFile(folder));
    }

    private static FileStream Hold(string folder) => LocalLock.TryTake(Path.Combine(folder, "lock")) ?? throw new DiagnosticException(EmulatorCodes.DataFolderInUse.With(
        $"Another emulator runs on '{folder}'.", "End it, or name another folder with --data.", folder));

    /// <summary>
    /// Opens a port, that of last time where it is free: connection strings hold it. Listening begins at once, because a port that was
    /// only looked at may be another's a second later.
    /// </summary>
    private static async Task<int> ListenAsync(int? kept, string folder, int range, Func<int, Task> open, bool mayMove = true)
    {
        var port = kept ?? PortChoice.Choose(folder, range);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await open(port);
                return port;
            }
            catch (DiagnosticException) when (mayMove && attempt < Attempts)
            {
                port = PortChoice.Choose(folder, range, port);
            }
        }
    }

    private async Task OpenDoorAsync(int port, SslStreamCertificateContext certificate, BranchSet branches)
    {
        var direct = RoutingProxy.Start(port, certificate, branches, isPooled: false);
        try
        {
            _proxies.Add(RoutingProxy.Start(port + PooledAbove, certificate, branches, isPooled: true));
            _proxies.Add(direct);
        }
        catch (DiagnosticException)
        {
            await direct.DisposeAsync();
            throw;
        }
    }

    private Task<ApiAnswer> AnswerAsync(ApiRequest request, CancellationToken ct) =>
        _isReady ? _api!.AnswerAsync(request, ct) : Task.FromResult(new ApiException(503, "unavailable", "The emulator is starting").Answer);

    private async Task PassTimeAsync(PlatformApi api)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        try
        {
            while (await ticks.WaitForNextTickAsync(_end.Token)) await api.PassTimeAsync(_end.Token);
        }
        catch (OperationCanceledException)
        {
            // The end
        }
    }
}
