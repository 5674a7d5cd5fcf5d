using System.Diagnostics;

namespace Carpool.IntegrationTests.Sessions;

/// <summary>Runs a program to its end; as the user `postgres` where the tests run as root, whom a server refuses.</summary>
internal static class ProgramRun
{
    public static async Task<string> AsPostgresAsync(string program, params string[] arguments) =>
        string.Equals(Environment.UserName, "root", StringComparison.Ordinal)
            ? await AsSelfAsync("setpriv", null, ["--reuid=postgres", "--regid=postgres", "--clear-groups", "--", program, .. arguments])
            : await AsSelfAsync(program, null, arguments);

    public static async Task<string> AsSelfAsync(string program, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = "/tmp" };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal)) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? (await output).TrimEnd('\n')
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await error}{await output}");
    }

    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin").Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
