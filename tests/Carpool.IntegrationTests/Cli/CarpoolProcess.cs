using System.Diagnostics;

namespace Carpool.IntegrationTests.Cli;

/// <summary>Runs the program as users do: a process with arguments, an environment, a working folder and pipes.</summary>
public static class CarpoolProcess
{
    /// <summary>CARPOOL_TEST_CLI, else the program built beside the tests.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("CARPOOL_TEST_CLI") is { Length: > 0 } named
        ? Path.GetFullPath(named)
        : Path.Combine(AppContext.BaseDirectory, "Carpool.Cli");

    /// <summary>
    /// Runs it to its end. Its environment is ours without anything of Carpool's or Postgres' own, plus <paramref name="environment"/>
    /// (null removes a variable). A run that takes longer than the timeout is killed and fails with what it had printed.
    /// </summary>
    public static async Task<CarpoolResult> RunAsync(
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string?> environment,
        string workingFolder,
        string? input = null,
        TimeSpan? timeout = null,
        CancellationToken ct = default)
    {
        using var run = Start(arguments, environment, workingFolder);
        await run.WriteAsync(input, ct);
        return await run.EndAsync(timeout, ct);
    }

    /// <summary>Starts it, with the same environment; its standard input is open.</summary>
    public static RunningCarpool Start(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> environment, string workingFolder) =>
        new(StartOf(arguments, environment, workingFolder));

    private static ProcessStartInfo StartOf(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> environment, string workingFolder)
    {
        var start = new ProcessStartInfo(Program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingFolder,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToArray()) start.Environment.Remove(name);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return start;
    }

    private static bool IsOurs(string variable) =>
        variable.StartsWith("CARPOOL_", StringComparison.Ordinal) || variable.StartsWith("PG", StringComparison.Ordinal)
        || variable is "DATABASE_URL" or "NO_COLOR" or "FORCE_COLOR";
}
