using System.ComponentModel;
using System.Diagnostics;
using Carpool.Diagnostics;

namespace Carpool.Local;

/// <summary>Runs a program to its end, without a shell and with next to nothing in its environment, as an unprivileged user where one is given.</summary>
internal static class ChildProgram
{
    /// <summary>How a program ended and what it printed.</summary>
    public sealed record Outcome(int ExitCode, string Output, string Error)
    {
        public bool IsSuccess => ExitCode == 0;

        /// <summary>The last lines of what it said about a failure, for people.</summary>
        public string Complaint => LogTail.Last(Error.Length > 0 ? Error : Output, 8);
    }

    public static Task<Outcome> RunAsync(string program, IReadOnlyList<string> arguments, string folder, CancellationToken ct, ServerUser? user = null)
    {
        var start = user is null ? Start(program, arguments, folder) : StartAs(user, program, arguments, folder);
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin";
        start.Environment["HOME"] = folder;
        start.Environment["LC_ALL"] = "C";
        return RunAsync(start, _ => { }, wholeTree: false, ct);
    }

    /// <summary>Runs what <paramref name="start"/> describes; each line it writes to stderr goes to <paramref name="onErrorLine"/> at once.</summary>
    public static async Task<Outcome> RunAsync(ProcessStartInfo start, Action<string> onErrorLine, bool wholeTree, CancellationToken ct)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = new Process { StartInfo = start };
        var errors = new List<string>();
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null) return;
            errors.Add(line.Data);
            onErrorLine(line.Data);
        };
        var hidden = Posix.CloseInheritedOnExec();
        try
        {
            process.Start();
        }
        catch (Win32Exception failure)
        {
            return new Outcome(127, "", $"{start.FileName}: {failure.Message}");
        }
        finally
        {
            Posix.KeepOnExec(hidden);
        }

        process.StandardInput.Close();
        process.BeginErrorReadLine();
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return new Outcome(process.ExitCode, output.Trim(), string.Join('\n', errors).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(wholeTree);
            throw;
        }
    }

    private static ProcessStartInfo Start(string program, IEnumerable<string> arguments, string folder) =>
        new(program, arguments) { WorkingDirectory = folder };

    private static ProcessStartInfo StartAs(ServerUser user, string program, IReadOnlyList<string> arguments, string folder)
    {
        if (ProgramPath.Find("setpriv") is { } setpriv)
        {
            return Start(
                setpriv,
                [$"--reuid={user.UserId}", $"--regid={user.GroupId}", "--clear-groups", "--no-new-privs", "--", program, .. arguments],
                folder);
        }

        if (ProgramPath.Find("runuser") is { } runuser) return Start(runuser, ["-u", user.Name, "--", program, .. arguments], folder);
        throw new DiagnosticException(PlatformCodes.NoServerUser.With(
            $"Carpool runs as root and found neither setpriv nor runuser to start the server as user {user.Name}.", "Install the package util-linux."));
    }
}
