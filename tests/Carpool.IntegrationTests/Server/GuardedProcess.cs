using System.Diagnostics;

namespace Carpool.IntegrationTests.Server;

/// <summary>A server that lives no longer than this object, nor than the test process, and whose folder goes with it.</summary>
internal sealed class GuardedProcess : IAsyncDisposable
{
    private readonly ProcessStartInfo _command;
    private readonly Stack<Process> _guards = [];

    private GuardedProcess(ProcessStartInfo command, string folder)
    {
        _command = command;
        Folder = folder;
        StartAgain();
    }

    public string Folder { get; }

    /// <summary>Everything the server wrote to its log so far.</summary>
    public string Log => File.Exists(LogFile) ? ReadShared(LogFile) : "";

    private string LogFile => Path.Combine(Folder, "log");

    /// <param name="signal">The signal that ends the server at once: QUIT for postgres, TERM for PgBouncer.</param>
    public static GuardedProcess Start(string folder, string signal, string program, params IEnumerable<string> arguments)
    {
        var start = UnprivilegedUser.Command("/bin/sh", ["-c", s_script.Value, "guard.sh", signal, folder, program, .. arguments]);
        start.RedirectStandardInput = true;
        start.WorkingDirectory = "/";
        return new GuardedProcess(start, folder);
    }

    // Handed over as text: the servers' user may not be able to enter the folder of the checkout
    private static readonly Lazy<string> s_script = new(() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Server", "guard.sh")));

    /// <summary>Sends a signal, by its name, to the server itself.</summary>
    public async Task SignalAsync(string signal, CancellationToken ct)
    {
        var pid = (await File.ReadAllTextAsync(Path.Combine(Folder, "pid"), ct)).Trim();
        await UnprivilegedUser.RunAsync("/bin/sh", ["-c", "kill -s \"$1\" \"$2\"", "sh", signal, pid], ct);
    }

    /// <summary>Sends a signal that ends the server, and waits until it has; its folder stays.</summary>
    public async Task StopAsync(string signal, CancellationToken ct)
    {
        var pid = (await File.ReadAllTextAsync(Path.Combine(Folder, "pid"), ct)).Trim();
        await SignalAsync(signal, ct);
        for (var waited = Stopwatch.StartNew(); IsRunning(pid); await Task.Delay(10, ct))
        {
            if (waited.Elapsed > TimeSpan.FromSeconds(20)) throw new InvalidOperationException($"The server did not stop:\n{Log}");
        }
    }

    /// <summary>Starts the server that was stopped, as it was started first.</summary>
    public void StartAgain() => _guards.Push(Process.Start(_command)!);

    // The newest first: it has the server, the others guard the folder alone
    public async ValueTask DisposeAsync()
    {
        while (_guards.TryPop(out var guard))
        {
            guard.StandardInput.Close();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await guard.WaitForExitAsync(patience.Token);
            guard.Dispose();
        }
    }

    // The guard may not have collected it yet: a zombie has stopped
    private static bool IsRunning(string pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[stat.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
