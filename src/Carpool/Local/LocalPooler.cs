using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Carpool.Diagnostics;

namespace Carpool.Local;

/// <summary>PgBouncer beside the server, where the machine has it.</summary>
internal sealed class LocalPooler(LocalFolder folder, LocalEnvironment environment, LocalSetup setup)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Null where the machine has no PgBouncer.</summary>
    public string? Program => ProgramPath.Find("pgbouncer", environment.SearchPath);

    /// <summary>The process that runs with our settings; null where there is none. <paramref name="user"/> is whom it must belong to.</summary>
    public int? Living(ServerUser? user) =>
        File.Exists(folder.PoolerProcess)
        && int.TryParse(File.ReadAllText(folder.PoolerProcess), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var process)
        && process > 1
        && LivingProcess.IsPoolerOn(process, folder.PoolerSettings, user)
            ? process
            : null;

    /// <summary>True where the process that runs forwards between these ports.</summary>
    public bool IsOn(int port, int serverPort) =>
        File.Exists(folder.PoolerSettings) && File.ReadAllText(folder.PoolerSettings) == setup.PoolerSettings(folder, port, serverPort);

    public async Task StartAsync(ServerUser? user, int port, int serverPort, CancellationToken ct)
    {
        File.Delete(folder.PoolerProcess);
        LogTail.Rotate(folder.PoolerLog);
        PrivateFile.Write(folder.PoolerSettings, setup.PoolerSettings(folder, port, serverPort), user);
        if (!File.Exists(folder.PoolerUsers)) PrivateFile.Write(folder.PoolerUsers, "", user);
        var offset = LogTail.Length(folder.PoolerLog);
        var outcome = await ChildProgram.RunAsync(Program!, ["-d", "-q", folder.PoolerSettings], folder.Root, ct, user);
        var unseen = Stopwatch.StartNew();
        await LivingProcess.EndsWithinAsync(Patience, IsComing, ct);
        if (IsUp()) return;
        await StopAsync(user, ct);
        var said = LogTail.Last(LogTail.Since(folder.PoolerLog, offset), 10);
        throw new DiagnosticException(PlatformCodes.PoolerDidNotStart.With(
            $"PgBouncer ('{Program}') did not start on port {port}:\n{(said.Length > 0 ? said : outcome.Complaint)}",
            $"Remove what its log names ('{folder.PoolerLog}'), then try again.", folder.PoolerLog));

        // It forks twice on its way to the background: one look that finds no process proves nothing
        bool IsComing()
        {
            if (Processes(user).Count > 0) unseen.Restart();
            return !IsUp() && unseen.Elapsed < TimeSpan.FromSeconds(1);
        }

        // It listens before it writes its pid file
        bool IsUp() => Living(user) is not null && Answers(port);
    }

    /// <summary>Replaces the list of logins. A running PgBouncer has read it when this returns: it takes no login between the line it logs and the end of reading.</summary>
    public async Task ReplaceUsersAsync(IReadOnlyList<PoolerLogin> logins, ServerUser? user, CancellationToken ct)
    {
        PrivateFile.Write(folder.PoolerUsers, PoolerFiles.Users(logins), user);
        if (Living(user) is not { } process) return;
        var offset = LogTail.Length(folder.PoolerLog);
        Posix.Signal(process, Posix.SigHup);
        if (await LivingProcess.EndsWithinAsync(Patience, () => !LogTail.Since(folder.PoolerLog, offset).Contains("re-reading config", StringComparison.Ordinal), ct)) return;
        throw new DiagnosticException(PlatformCodes.PoolerDidNotReload.With(
            $"PgBouncer (process {process}) did not read its new list of logins within {Patience.TotalSeconds:0} seconds.",
            "Run `carpool local stop`, then try again.", folder.PoolerUsers));
    }

    /// <summary>Ends PgBouncer at once: it keeps nothing that could be lost.</summary>
    public async Task StopAsync(ServerUser? user, CancellationToken ct)
    {
        foreach (var signal in new[] { Posix.SigTerm, Posix.SigKill })
        {
            foreach (var process in Processes(user)) Posix.Signal(process, signal);
            if (await LivingProcess.EndsWithinAsync(TimeSpan.FromSeconds(1), () => Processes(user).Count > 0, ct)) break;
        }

        File.Delete(folder.PoolerProcess);
    }

    /// <summary>Also one that died or was interrupted before it wrote its pid file.</summary>
    private HashSet<int> Processes(ServerUser? user) =>
        [.. LivingProcess.PoolersOn(folder.PoolerSettings, user), .. Living(user) is { } process ? new[] { process } : []];

    private static bool Answers(int port)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
