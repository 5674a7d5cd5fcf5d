using Carpool.Diagnostics;

namespace Carpool.Local;

/// <summary>The server process on a local cluster's data: found again by what it writes there, started detached, stopped by signals.</summary>
internal sealed class PostgresServer(LocalFolder folder)
{
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Shutdown = TimeSpan.FromMinutes(1);

    /// <summary>The server that lives on the data now, ready or not; null where there is none.</summary>
    public PostmasterFile? Living =>
        PostmasterFile.Read(folder.Data) is { } file && LivingProcess.IsPostgresIn(file.ProcessId, folder.Data) ? file : null;

    /// <summary>The server, if it takes connections.</summary>
    public PostmasterFile? Ready => Living is { IsReady: true } file ? file : null;

    /// <summary>Waits for a server that somebody else began to start; null where there is none, or it gave up.</summary>
    public async Task<PostmasterFile?> WhenReadyAsync(CancellationToken ct)
    {
        await LivingProcess.EndsWithinAsync(Recovery, () => Living is { IsReady: false }, ct);
        return Ready;
    }

    /// <summary>Starts the server and waits until it takes connections or ends, which <see cref="Ready"/> tells. The caller has made sure that a file of another server is a dead one's.</summary>
    public async Task<ChildProgram.Outcome> StartAsync(PostgresBinaries binaries, ServerUser? user, string settings, int port, CancellationToken ct)
    {
        File.Delete(PostmasterFile.PathIn(folder.Data));
        LogTail.Rotate(folder.ServerLog);
        PrivateFile.Write(folder.ServerSettings, settings, user);
        var control = new[]
        {
            "start", "-D", Path.GetFileName(folder.Data), "-l", Path.GetRelativePath(folder.Root, folder.ServerLog), "-w", "-t", $"{Recovery.TotalSeconds:0}",
            "-o", $"-p {port} -c config_file={Path.GetFileName(folder.ServerSettings)}",
        };
        return await LockedProgram.RunAsync(folder, binaries["pg_ctl"], control, user, ct);
    }

    /// <summary>Ends every session and the server, data safe; a server that takes too long is ended without its last checkpoint.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        foreach (var signal in new[] { Posix.SigInt, Posix.SigQuit, Posix.SigKill })
        {
            if (Living is not { } server) return;
            Posix.Signal(server.ProcessId, signal);
            if (await LivingProcess.EndsWithinAsync(Shutdown, () => LivingProcess.IsPostgresIn(server.ProcessId, folder.Data), ct)) return;
        }

        throw new DiagnosticException(PlatformCodes.ServerDidNotStop.With(
            $"The local cluster's server (process {Living?.ProcessId}) does not end.", "End that process, then try again.", folder.Data));
    }

    /// <summary>
    /// A killed server or initdb leaves children that end a moment later; until then nobody else must touch the data. They all hold
    /// the lock, so it is also noticed where they cannot be seen, in another container that shares the folder.
    /// </summary>
    public async Task WhenFreeAsync(CancellationToken ct)
    {
        if (await LivingProcess.EndsWithinAsync(TimeSpan.FromSeconds(3), IsInUse, ct)) return;
        foreach (var orphan in LivingProcess.PostgresIn(folder.Data)) Posix.Signal(orphan, Posix.SigTerm);
        if (await LivingProcess.EndsWithinAsync(TimeSpan.FromSeconds(10), IsInUse, ct)) return;
        throw new DiagnosticException(PlatformCodes.DataInUse.With(
            $"The local cluster's data in '{folder.Data}' is in use by a process that cannot be seen from here, perhaps in another container.",
            "Run `carpool local stop` where that server was started.", folder.Data));
    }

    private bool IsInUse()
    {
        if (LivingProcess.PostgresIn(folder.Data).Any()) return true;
        if (!File.Exists(folder.ServerLock)) return false;
        using var held = LocalLock.TryTake(folder.ServerLock);
        return held is null;
    }
}
