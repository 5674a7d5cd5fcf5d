using System.ComponentModel;
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
        using var process = new Process { StartInfo = StartOf(arguments, environment, workingFolder) };
        var clock = Stopwatch.StartNew();
        try
        {
            process.Start();
        }
        catch (Win32Exception error)
        {
            throw new InvalidOperationException($"{Program} could not be started: build src/Carpool.Cli or set CARPOOL_TEST_CLI", error);
        }

        var stdout = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var stderr = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await WriteAsync(process, input, ct);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(timeout ?? TimeSpan.FromSeconds(60));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"carpool {string.Join(' ', arguments)} did not end within {timeout ?? TimeSpan.FromSeconds(60)}:\n{await stdout}\n{await stderr}", late);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        return new CarpoolResult(string.Join(' ', arguments), process.ExitCode, await stdout, await stderr, clock.Elapsed);
    }

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

    private static async Task WriteAsync(Process process, string? input, CancellationToken ct)
    {
        try
        {
            if (input is not null) await process.StandardInput.WriteAsync(input.AsMemory(), ct);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading
        }
    }
}
