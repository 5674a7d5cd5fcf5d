using Carpool.Diagnostics;

namespace Carpool.Local;

/// <summary>Brings a local cluster up from whatever state a crash, a reboot or an interrupted start left it in. The caller holds the lock.</summary>
internal sealed class LocalStart(LocalFolder folder, LocalEnvironment environment, IProgress<string> progress, LocalSetup setup)
{
    /// <summary>Somebody else may take a port between our look at it and the server's.</summary>
    private const int Attempts = 4;

    private readonly PostgresServer server = new(folder);
    private LocalChoices choices = LocalChoices.Read(folder);

    public async Task RunAsync(CancellationToken ct)
    {
        var user = environment.IsRoot ? await ServerUser.FindOrMakeAsync(choices.User, ct) : null;
        folder.Prepare(user);
        var serverPort = (await server.WhenReadyAsync(ct))?.Port ?? await StartServerAsync(user, ct);
        await StartPoolerAsync(user, serverPort, ct);
    }

    private async Task<int> StartServerAsync(ServerUser? user, CancellationToken ct)
    {
        await server.WhenFreeAsync(ct);
        var binaries = await DataAndBinariesAsync(user, ct);
        Keep(choices with { User = user?.Name, Version = binaries.Version });
        progress.Report($"Starting Postgres {binaries.Version}");
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort("server", choices.Port, setup.ServerPorts);
            Keep(choices with { Port = port });
            var offset = LogTail.Length(folder.ServerLog);
            var outcome = await server.StartAsync(binaries, user, setup.ServerSettings(), port, ct);
            if (server.Ready is { } ready) return ready.Port;
            if (attempt < Attempts && !PortChoice.IsFree(port)) continue;
            var said = LogTail.Last(LogTail.Since(folder.ServerLog, offset), 12);
            throw new DiagnosticException(PlatformCodes.ServerDidNotStart.With(
                $"Postgres {binaries.Version} did not start on '{folder.Data}':\n{(said.Length > 0 ? said : outcome.Complaint)}",
                $"Remove what its log names ('{folder.ServerLog}'), then try again.", folder.ServerLog));
        }
    }

    private async Task<PostgresBinaries> DataAndBinariesAsync(ServerUser? user, CancellationToken ct)
    {
        if (Directory.Exists(folder.RemovedData)) Directory.Delete(folder.RemovedData, recursive: true);
        var major = DataDirectory.MajorIn(folder);
        if (major is not null && !File.Exists(folder.Password)) throw LocalFailure.PasswordMissing(folder);
        var binaries = await new BinarySearch(environment, progress).FindAsync(major, setup.OldestMajor, ct);
        if (user is not null) binaries = await new ReachableBinaries(environment, progress).ForAsync(user, binaries, ct);
        if (major is not null) return binaries;
        progress.Report($"Making a local Postgres {binaries.Version} cluster in '{folder.Root}'");
        await DataDirectory.MakeAsync(folder, binaries, user, setup.Superuser, ct);
        return binaries;
    }

    private async Task StartPoolerAsync(ServerUser? user, int serverPort, CancellationToken ct)
    {
        var pooler = new LocalPooler(folder, environment, setup);
        if (pooler.Program is null || (choices.PoolerPort is { } kept && pooler.IsOn(kept, serverPort) && pooler.Living(user) is not null)) return;
        await pooler.StopAsync(user, ct);
        progress.Report("Starting PgBouncer");
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort("pooler", choices.PoolerPort, setup.PoolerPorts);
            Keep(choices with { PoolerPort = port });
            try
            {
                await pooler.StartAsync(user, port, serverPort, ct);
                return;
            }
            catch (DiagnosticException) when (attempt < Attempts && pooler.Living(user) is null && !PortChoice.IsFree(port))
            {
                // The port was taken in between: the next turn takes another one
            }
        }
    }

    private int FreePort(string part, int? kept, int rangeStart)
    {
        if (kept is { } port && PortChoice.IsFree(port)) return port;
        var chosen = PortChoice.Choose(folder.Root, rangeStart, kept);
        if (kept is not null)
        {
            progress.Report(PlatformCodes.LocalPortMoved.With(
                $"Somebody else listens on port {kept}: the local {part} moved to port {chosen}, and connection strings with the old port no longer work.").ToString());
        }

        return chosen;
    }

    private void Keep(LocalChoices next)
    {
        choices = next;
        next.Write(folder);
    }
}
