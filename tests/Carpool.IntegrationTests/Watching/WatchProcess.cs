using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Carpool.IntegrationTests.Cli;
using Shouldly;

namespace Carpool.IntegrationTests.Watching;

/// <summary>A `carpool watch --json` under way, read line by line.</summary>
internal sealed class WatchProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly ConcurrentQueue<JsonElement> _lines = new();
    private readonly Task<string> _error;
    private readonly Task _reading;

    private WatchProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
        _reading = ReadAsync();
    }

    /// <summary>Where it listens.</summary>
    public string Address { get; private set; } = "";

    /// <summary>All that it told so far.</summary>
    public IReadOnlyCollection<JsonElement> Lines => _lines;

    public string Everything => string.Join('\n', _lines.Select(line => line.ToString())) + (_error.IsCompletedSuccessfully ? _error.Result : "");

    public static async Task<WatchProcess> StartAsync(TempProject project, params string[] arguments)
    {
        var start = new ProcessStartInfo(CarpoolProcess.Program) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = project.Folder };
        foreach (var argument in (string[])["watch", "--json", .. arguments.Contains("--listen") ? [] : (string[])["--listen", "127.0.0.1:0"], .. arguments]) start.ArgumentList.Add(argument);
        foreach (var (name, value) in project.Environment) start.Environment[name] = value;
        var watch = new WatchProcess(Process.Start(start)!);
        watch.Address = (await watch.EventAsync("watching", Xunit.TestContext.Current.CancellationToken)).Text("listen");
        return watch;
    }

    /// <summary>The first event of that kind since a moment, which is the number of lines that were there.</summary>
    public Task<JsonElement> EventAsync(string kind, CancellationToken ct, int since = 0) => EventAsync(line => line.Text("event") == kind, kind, ct, since);

    /// <summary>The first event like that since a moment, which is the number of lines that were there.</summary>
    public async Task<JsonElement> EventAsync(Func<JsonElement, bool> isMeant, string words, CancellationToken ct, int since = 0)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(20, ct))
        {
            var isOver = _reading.IsCompleted;
            if (_lines.Skip(since).Where(isMeant).Select(line => (JsonElement?)line).FirstOrDefault() is { } line) return line;
            if (isOver) break;
        }

        throw new ShouldAssertException($"no event '{words}' came after line {since} of\n{Everything}");
    }

    public async Task<(HttpStatusCode Status, string Text)> GetAsync(string path, CancellationToken ct)
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri($"http://{Address}{path}"), ct);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(ct));
    }

    /// <summary>What comes back for these bytes; nothing where it hangs up.</summary>
    public async Task<string> SendAsync(string request, CancellationToken ct)
    {
        using var client = new TcpClient(IPEndPoint.Parse(Address).AddressFamily);
        await client.ConnectAsync(IPEndPoint.Parse(Address), ct);
        var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request), ct);
            using var reader = new StreamReader(stream);
            return await reader.ReadToEndAsync(ct);
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>Sends a signal by its name; the exit code.</summary>
    public async Task<int> EndAsync(string signal, CancellationToken ct)
    {
        using var kill = Process.Start("kill", ["-s", signal, $"{_process.Id}"]);
        await kill.WaitForExitAsync(ct);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        await _process.WaitForExitAsync(patience.Token);
        await _reading;
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            _lines.Enqueue(document.RootElement.Clone());
        }
    }
}
