using System.Diagnostics;

namespace Carpool.IntegrationTests.Server;

/// <summary>Postgres and PgBouncer refuse to run as root: as root, everything of theirs is run as another user of the machine.</summary>
internal static class UnprivilegedUser
{
    private static readonly Lazy<string?> s_name = new(Choose);

    /// <summary>The user that owns the servers' files, or null where that is ourselves.</summary>
    public static string? Name => s_name.Value;

    /// <summary>A process to start: the command as that user, without the environment's own Postgres settings.</summary>
    public static ProcessStartInfo Command(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo { UseShellExecute = false };
        IEnumerable<string> words = [program, .. arguments];
        if (Name is { } user) words = AsUser(user).Concat(words);
        var line = words.ToArray();
        start.FileName = line[0];
        foreach (var word in line.Skip(1)) start.ArgumentList.Add(word);
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("PG", StringComparison.Ordinal)).ToArray()) start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    /// <summary>Runs the command to its end; anything but exit 0 is an exception with its output.</summary>
    public static async Task RunAsync(string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        var (exit, output) = await TryRunAsync(program, arguments, ct);
        if (exit != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {exit}:\n{output}");
    }

    /// <summary>Runs the command to its end and returns its exit code and what it printed.</summary>
    public static async Task<(int Exit, string Output)> TryRunAsync(string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        var start = Command(program, arguments);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = "/";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var error = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, await output + await error);
    }

    private static IEnumerable<string> AsUser(string user) => ServerBinaries.TryFindProgram("setpriv") is { } setpriv
        ? [setpriv, $"--reuid={user}", $"--regid={GroupOf(user)}", "--clear-groups", "--"]
        : ["runuser", "-u", user, "--"];

    private static string? Choose()
    {
        if (!Environment.IsPrivilegedProcess) return null;
        return new[] { "postgres", "carpool", "nobody" }.FirstOrDefault(user => Entry(user) is not null)
            ?? throw new InvalidOperationException("Running as root, and the machine has no user postgres, carpool or nobody to run servers as");
    }

    private static string GroupOf(string user) => Entry(user)![3];

    private static string[]? Entry(string user) =>
        File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(fields => fields[0] == user);
}
