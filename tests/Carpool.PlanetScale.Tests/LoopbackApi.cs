using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Carpool.PlanetScale.Tests;

/// <summary>A request as it came over the wire.</summary>
internal sealed record Seen(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public override string ToString() => $"{Method} {Path}";
}

/// <summary>What is written back: bytes, so that an answer can be anything, or nothing at all.</summary>
internal sealed record Reply(string Head, byte[] Body, int Length, TimeSpan BodyAfter)
{
    public static Reply Json(int status, string body, params string[] headers)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var extra = string.Concat(headers.Select(header => $"{header}\r\n"));
        return new($"HTTP/1.1 {status} Whatever\r\nContent-Type: application/json\r\n{extra}", bytes, bytes.Length, TimeSpan.Zero);
    }

    /// <summary>The connection ends without a word.</summary>
    public static Reply Nothing { get; } = new("", [], 0, TimeSpan.Zero);

    public static Reply NotFound { get; } = Json(404, """{"code":"not_found","message":"Not Found"}""");

    /// <summary>Ends in the middle of its body.</summary>
    public Reply Cut => this with { Body = Body[..(Body.Length / 2)] };

    /// <summary>Its body comes late.</summary>
    public Reply Slow(TimeSpan wait) => this with { BodyAfter = wait };
}

/// <summary>A real server on loopback that answers as a test says, one request a connection, and remembers what it was asked.</summary>
internal sealed class LoopbackApi : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Seen, int, Reply> _answer;
    private readonly ConcurrentQueue<Seen> _seen = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;

    /// <param name="answer">From a request, and how many of its method and path came before it, to what is answered.</param>
    public LoopbackApi(Func<Seen, int, Reply> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public IReadOnlyList<Seen> Requests => [.. _seen];

    public string Authority => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public PlanetScaleOptions Options => new()
    {
        ApiUrl = new Uri($"http://{Authority}/v1"),
        TokenId = "tokenid",
        Token = "pscale_tkn_secret",
        AttemptTimeout = TimeSpan.FromSeconds(1),
        RetryDelay = TimeSpan.FromMilliseconds(2),
        ThrottleDelay = TimeSpan.FromMilliseconds(2),
        LongestDelay = TimeSpan.FromSeconds(1),
    };

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var underWay = new List<Task>();
        try
        {
            while (true) underWay.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(underWay);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using var socket = client;
            var stream = client.GetStream();
            var seen = await ReadAsync(stream);
            var before = _seen.Count(other => other.ToString() == seen.ToString());
            _seen.Enqueue(seen);
            var reply = _answer(seen, before);
            if (reply.Head.Length == 0) return;
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{reply.Head}Content-Length: {reply.Length}\r\nConnection: close\r\n\r\n"), _end.Token);
            await Task.Delay(reply.BodyAfter, _end.Token);
            await stream.WriteAsync(reply.Body, _end.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client has had enough, or the test is over
        }
    }

    private async Task<Seen> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var bytes = new byte[4096];
        int end;
        while ((end = text.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0) text.Append(Encoding.UTF8.GetString(bytes, 0, await SomeAsync(stream, bytes)));
        var lines = text.ToString()[..end].Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
        var length = headers.TryGetValue("Content-Length", out var said) ? int.Parse(said, CultureInfo.InvariantCulture) : 0;
        while (text.Length < end + 4 + length) text.Append(Encoding.UTF8.GetString(bytes, 0, await SomeAsync(stream, bytes)));
        return new Seen(lines[0].Split(' ')[0], lines[0].Split(' ')[1], headers, text.ToString()[(end + 4)..]);
    }

    private async Task<int> SomeAsync(NetworkStream stream, byte[] bytes) =>
        await stream.ReadAsync(bytes, _end.Token) is > 0 and var read ? read : throw new IOException("hung up");
}
