using System.Diagnostics;
using System.Globalization;

namespace Carpool.IntegrationTests.Server;

/// <summary>
/// The folder of this test run, in memory where the machine lets it, else under /tmp: what the servers' user can reach, short enough
/// for a socket's path (107 bytes).
/// Folders of runs that are over are swept when the next one starts: the guard removes a server's own folder in every case
/// but a power cut, and a template's folder stays when the tests are killed.
/// </summary>
internal static class RunFolder
{
    private const long RoomNeeded = 4L << 30;
    private static readonly string s_root = $"{(HasRoomInMemory() ? "/dev/shm" : "/tmp")}/carpool-test.{Environment.UserName}";
    private static readonly Lazy<Task<string>> s_path = new(CreateAsync);
    private static int s_last;

    /// <summary>A new, empty folder, owned by the servers' user.</summary>
    public static async Task<string> NewAsync(string name, CancellationToken ct)
    {
        var folder = Path.Combine(await s_path.Value, $"{name}-{Interlocked.Increment(ref s_last)}");
        await UnprivilegedUser.RunAsync("mkdir", ["-m", "0755", folder], ct);
        return folder;
    }

    private static async Task<string> CreateAsync()
    {
        Directory.CreateDirectory(s_root);
        foreach (var stale in Directory.EnumerateDirectories(s_root).Where(IsOver)) await SweepAsync(stale);
        using var self = Process.GetCurrentProcess();
        var folder = Path.Combine(s_root, $"{self.Id}-{StartOf(self.Id)}");
        Directory.CreateDirectory(folder);
        if (UnprivilegedUser.Name is { } user) await ChownAsync(folder, user);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => TryDelete(folder);
        return folder;
    }

    private static bool HasRoomInMemory() =>
        DriveInfo.GetDrives().Any(drive => drive is { Name: "/dev/shm", IsReady: true } && drive.AvailableFreeSpace >= RoomNeeded);

    // A pid alone may have been given to somebody else since: the kernel's start time tells them apart
    private static bool IsOver(string folder)
    {
        var parts = Path.GetFileName(folder).Split('-');
        return parts.Length == 2 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var pid) && StartOf(pid) != parts[1];
    }

    private static string? StartOf(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task SweepAsync(string folder)
    {
        foreach (var server in Directory.EnumerateDirectories(folder))
        {
            var data = Path.Combine(server, "data");
            var pidFile = Path.Combine(data, "postmaster.pid");
            if (!File.Exists(pidFile)) continue;
            var pid = File.ReadLines(pidFile).First();
            if (File.Exists($"/proc/{pid}/cmdline") && (await File.ReadAllTextAsync($"/proc/{pid}/cmdline")).Contains(data, StringComparison.Ordinal))
            {
                await UnprivilegedUser.TryRunAsync("/bin/sh", ["-c", "kill -QUIT \"$1\"", "sh", pid], CancellationToken.None);
            }
        }

        TryDelete(folder);
    }

    private static async Task ChownAsync(string folder, string user)
    {
        using var chown = Process.Start("chown", [user, folder]);
        await chown.WaitForExitAsync();
        if (chown.ExitCode != 0) throw new InvalidOperationException($"{folder} could not be given to {user}");
    }

    // A folder of another user's run, or one that a dying server still writes to: the next run tries again
    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Trace.WriteLine(error.Message);
        }
    }
}
