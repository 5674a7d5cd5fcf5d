using System.Diagnostics;

namespace Carpool.Local;

/// <summary>Whether a process number from a file still means the process that wrote it: numbers are used again after a crash or a reboot.</summary>
internal static class LivingProcess
{
    private const string Server = "postgres";
    private const string Pooler = "pgbouncer";

    /// <summary>False where the system has no /proc: there a process is known by its name alone.</summary>
    public static bool CanLook { get; } = Directory.Exists("/proc/self");

    /// <summary>True where the process is a postgres that runs in that folder, as a server's processes do in their data directory.</summary>
    public static bool IsPostgresIn(int processId, string folder)
    {
        if (!CanLook) return IsNamed(processId, Server);
        try
        {
            return new FileInfo($"/proc/{processId}/cwd").LinkTarget == RealPath.Of(folder)
                && IsRunning(processId, Server);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Every process of the servers on that data, a dead server's children included.</summary>
    public static IEnumerable<int> PostgresIn(string folder) => All().Where(process => IsPostgresIn(process, folder));

    /// <summary>Every PgBouncer with those settings, whether it has written its pid file or not.</summary>
    public static IEnumerable<int> PoolersOn(string settings, ServerUser? user) => All().Where(process => IsPoolerOn(process, settings, user));

    /// <summary>True where the process is a PgBouncer with that file of settings and, where a user is given, runs as that user: what the user writes into a pid file must not make root signal a stranger.</summary>
    public static bool IsPoolerOn(int processId, string settings, ServerUser? user)
    {
        if (!CanLook) return IsNamed(processId, Pooler);
        try
        {
            return File.ReadAllText($"/proc/{processId}/cmdline").Split('\0').Contains(settings, StringComparer.Ordinal)
                && IsRunning(processId, Pooler)
                && (user is null || RunsAs(processId, user));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Waits until <paramref name="isAlive"/> is false; false where it still is after <paramref name="patience"/>.</summary>
    public static async Task<bool> EndsWithinAsync(TimeSpan patience, Func<bool> isAlive, CancellationToken ct)
    {
        for (var waiting = Stopwatch.StartNew(); isAlive();)
        {
            if (waiting.Elapsed > patience) return false;
            await Task.Delay(TimeSpan.FromMilliseconds(10), ct);
        }

        return true;
    }

    private static bool IsRunning(int processId, string program) => File.ReadAllText($"/proc/{processId}/comm").TrimEnd() == program;

    private static IEnumerable<int> All() =>
        !CanLook
            ? []
            : Directory.EnumerateDirectories("/proc").Select(path => int.TryParse(Path.GetFileName(path), out var process) ? process : 0).Where(process => process > 0);

    private static bool RunsAs(int processId, ServerUser user) =>
        File.ReadLines($"/proc/{processId}/status").Any(line =>
            line.StartsWith("Uid:", StringComparison.Ordinal) && line.Split('\t', ' ')[1] == user.UserId.ToString());

    private static bool IsNamed(int processId, string name)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.ProcessName == name;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
