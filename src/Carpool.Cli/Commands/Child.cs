using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Carpool.Diagnostics;

namespace Carpool.Cli.Commands;

/// <summary>A command that runs in Carpool's place: its streams, its signals and its exit code are the child's.</summary>
internal static class Child
{
    private const int NoSuchFile = 2;

    /// <summary>Runs it to its end and returns its exit code: 128 + n where signal n ended it.</summary>
    public static async Task<int> RunAsync(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, Interruption interruption)
    {
        var path = ProgramSearch.Find(program, environment.GetValueOrDefault("PATH")) ?? throw new ChildException(NotFound(program), ExitCode.NotFound);
        var start = new ProcessStartInfo(path, arguments) { UseShellExecute = false };
        start.Environment.Clear();
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Start(start, program);
        interruption.HandTo(signal => Forward(process, signal));

        // Not cut short by a signal: the child has it, and decides when to end
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    private static Process Start(ProcessStartInfo start, string program)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw e.NativeErrorCode == NoSuchFile
                ? new ChildException(NotFound(program), ExitCode.NotFound)
                : new ChildException(ExecutionCodes.CommandNotFound.With($"'{program}' cannot be run: {e.Message}", "Make it executable, or name a program that is.", program), ExitCode.NotExecutable);
        }
    }

    private static Diagnostic NotFound(string program) =>
        ExecutionCodes.CommandNotFound.With($"There is no command '{program}'", "Install it, or name it with its path.", program);

    /// <summary>What a terminal sends goes to the child as well, as they stand in one group; anything else only Carpool has heard.</summary>
    private static void Forward(Process process, PosixSignal signal)
    {
        if (signal is PosixSignal.SIGINT or PosixSignal.SIGQUIT && IsForeground()) return;
        if (!process.HasExited) _ = kill(process.Id, Interruption.NumberOf(signal));
    }

    private static bool IsForeground()
    {
        var own = getpgrp();
        return Enumerable.Range(0, 3).Any(stream => tcgetpgrp(stream) == own);
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int getpgrp();

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int tcgetpgrp(int stream);
}
