using Carpool.Diagnostics;

namespace Carpool.Local;

/// <summary>
/// The embedded cluster of a manifest's folder: a real Postgres on the loopback address, PgBouncer beside it where the machine has
/// one. It outlives the process that started it. Every failure is a <see cref="DiagnosticException"/> with a code from CP5030 to CP5059.
/// </summary>
/// <param name="manifestDirectory">The folder of the manifest.</param>
/// <param name="environment">What to know of the machine.</param>
/// <param name="progress">Told what takes time, and that a port had to change.</param>
public sealed class LocalCluster(string manifestDirectory, LocalEnvironment environment, IProgress<string> progress)
{
    /// <summary>Makes the cluster on first use, starts what does not run and says where it is. Takes a few milliseconds where all runs already.</summary>
    public Task<LocalEndpoints> StartAsync(CancellationToken cancellationToken) => LocalFailure.ReportAsync(async () =>
    {
        var folder = LocalFolder.Find(manifestDirectory, environment);
        if (Running(folder) is { } running) return running;
        await using var held = await LocalLock.TakeAsync(folder, progress, cancellationToken);
        if (Running(folder) is { } startedMeanwhile) return startedMeanwhile;
        await new LocalStart(folder, environment, progress, LocalSetup.Carpool).RunAsync(cancellationToken);
        return Running(folder) ?? throw new DiagnosticException(PlatformCodes.ServerDidNotStart.With(
            "The local cluster ended right after it had started.", $"Look into '{folder.ServerLog}', then try again.", folder.ServerLog));
    });

    /// <summary>Ends the server, every session on it and the pooler. The data stays.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => LocalFailure.ReportAsync(async () =>
    {
        var folder = LocalFolder.Find(manifestDirectory, environment);
        if (!Directory.Exists(folder.Root)) return;
        await using var held = await LocalLock.TakeAsync(folder, progress, cancellationToken);
        await StopAsync(folder, cancellationToken);
    });

    /// <summary>What there is, without starting or waiting for anything.</summary>
    public Task<LocalStatus> ReadStatusAsync(CancellationToken cancellationToken) => LocalFailure.ReportAsync(() =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        var folder = LocalFolder.Find(manifestDirectory, environment);
        var choices = LocalChoices.Read(folder);
        var server = new PostgresServer(folder).Ready;
        var isPoolerAlive = new LocalPooler(folder, environment, LocalSetup.Carpool).Living(ServerUser.Find(choices.User)) is not null;
        return Task.FromResult(new LocalStatus(
            server is not null, choices.Version, folder.Data, server?.Port ?? choices.Port, isPoolerAlive ? choices.PoolerPort : null, server?.ProcessId));
    });

    /// <summary>Ends the server and deletes its data, password and ports for good.</summary>
    public Task DestroyAsync(CancellationToken cancellationToken) => LocalFailure.ReportAsync(async () =>
    {
        var folder = LocalFolder.Find(manifestDirectory, environment);
        var pointer = Path.Combine(LocalFolder.Beside(folder.ManifestDirectory), "local");
        if (!Directory.Exists(folder.Root) && !File.Exists(pointer)) return;
        await using var held = await LocalLock.TakeAsync(folder, progress, cancellationToken);
        await StopAsync(folder, cancellationToken);
        if (Directory.Exists(folder.Data)) Directory.Move(folder.Data, folder.RemovedData);
        if (Directory.Exists(folder.Root)) Directory.Delete(folder.Root, recursive: true);
        if (environment.IsRoot) File.Delete(pointer);
    });

    /// <summary>Replaces the list of logins that the pooler lets in; it has taken effect when this returns. Without a pooler the list is kept for one.</summary>
    public Task UpdatePoolerAsync(IReadOnlyList<PoolerLogin> logins, CancellationToken cancellationToken) => LocalFailure.ReportAsync(async () =>
    {
        var folder = LocalFolder.Find(manifestDirectory, environment);
        if (!Directory.Exists(folder.Root)) return;
        await using var held = await LocalLock.TakeAsync(folder, progress, cancellationToken);
        await new LocalPooler(folder, environment, LocalSetup.Carpool).ReplaceUsersAsync(logins, ServerUser.Find(LocalChoices.Read(folder).User), cancellationToken);
    });

    /// <summary>Where all is, if all that should run does.</summary>
    private LocalEndpoints? Running(LocalFolder folder)
    {
        if (new PostgresServer(folder).Ready is not { } server) return null;
        var choices = LocalChoices.Read(folder);
        var pooler = new LocalPooler(folder, environment, LocalSetup.Carpool);
        int? poolerPort = null;
        if (pooler.Program is not null)
        {
            if (choices.PoolerPort is not { } port || !pooler.IsOn(port, server.Port) || pooler.Living(ServerUser.Find(choices.User)) is null) return null;
            poolerPort = port;
        }

        if (!File.Exists(folder.Password)) throw LocalFailure.PasswordMissing(folder);
        var password = File.ReadAllText(folder.Password).Trim();
        return new LocalEndpoints($"postgresql://postgres:{password}@127.0.0.1:{server.Port}/postgres?sslmode=disable", "127.0.0.1", server.Port, poolerPort);
    }

    private async Task StopAsync(LocalFolder folder, CancellationToken cancellationToken)
    {
        await new LocalPooler(folder, environment, LocalSetup.Carpool).StopAsync(ServerUser.Find(LocalChoices.Read(folder).User), cancellationToken);
        await new PostgresServer(folder).StopAsync(cancellationToken);
    }
}
