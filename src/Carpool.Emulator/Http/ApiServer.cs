using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Carpool.Diagnostics;

namespace Carpool.Emulator.Http;

/// <summary>HTTP/1.1 on the loopback address, as much of it as clients of an API speak. Of its own because it must also fail in every way that a network does.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private const int MostBytes = 1 << 20;

    private readonly LoopbackListener _listener;
    private readonly Func<ApiRequest, CancellationToken, Task<ApiAnswer>> _answer;

    private ApiServer(int port, Func<ApiRequest, CancellationToken, Task<ApiAnswer>> answer)
    {
        _answer = answer;
        _listener = LoopbackListener.Start(port, "The emulator's API", "Name another port with --api-port.", ServeAsync);
    }

    /// <exception cref="DiagnosticException">CP5182: somebody else listens there.</exception>
    public static ApiServer Start(int port, Func<ApiRequest, CancellationToken, Task<ApiAnswer>> answer) => new(port, answer);

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task ServeAsync(TcpClient client, CancellationToken end)
    {
        try
        {
            using var socket = client;
            client.NoDelay = true;
            await using var stream = client.GetStream();
            await using var reading = new BufferedStream(stream);
            while (await ReadAsync(reading, stream, end) is { } request)
            {
                var keepsOpen = !(request.Headers.TryGetValue("connection", out var wish) && wish.Equals("close", StringComparison.OrdinalIgnoreCase));
                var answer = await _answer(request, end);
                var bytes = answer.ToBytes(keepsOpen);
                if (answer.Mishap == Mishap.Lost) return;
                if (answer.Mishap == Mishap.Silent)
                {
                    await ReadLineAsync(reading, end);
                    return;
                }

                if (answer.Mishap == Mishap.Truncated) bytes = bytes[..^Math.Min(20, bytes.Length / 4)];
                if (answer.Mishap == Mishap.Slow) await TrickleAsync(stream, bytes, end);
                else await stream.WriteAsync(bytes, end);
                if (!keepsOpen || answer.Mishap == Mishap.Truncated) return;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Gone, or no HTTP: nobody is there to be told
        }
    }

    private static async Task TrickleAsync(Stream stream, byte[] bytes, CancellationToken ct)
    {
        foreach (var piece in bytes.Chunk(Math.Max(1, bytes.Length / 20)))
        {
            await stream.WriteAsync(piece, ct);
            await Task.Delay(TimeSpan.FromMilliseconds(150), ct);
        }
    }

    /// <summary>Null where the client has no more to ask.</summary>
    private static async Task<ApiRequest?> ReadAsync(Stream stream, Stream answers, CancellationToken ct)
    {
        if (await ReadLineAsync(stream, ct) is not { Length: > 0 } first || first.Split(' ') is not [var method, var target, _]) return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(stream, ct) is { Length: > 0 } line)
        {
            if (line.Split(':', 2) is [var name, var value]) headers[name.Trim()] = value.Trim();
        }

        if (headers.TryGetValue("expect", out var expects) && expects.Equals("100-continue", StringComparison.OrdinalIgnoreCase))
        {
            await answers.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), ct);
        }

        var body = headers.TryGetValue("transfer-encoding", out var encoding) && encoding.Contains("chunked", StringComparison.OrdinalIgnoreCase)
            ? await ReadChunksAsync(stream, ct)
            : await ReadBytesAsync(stream, headers.TryGetValue("content-length", out var length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0, ct);
        var parts = target.Split('?', 2);
        return new(
            method,
            [.. parts[0].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)],
            ReadQuery(parts.Length > 1 ? parts[1] : ""), headers, body);
    }

    private static Dictionary<string, string> ReadQuery(string text)
    {
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)))
            query[Decode(pair[0])] = pair.Length > 1 ? Decode(pair[1]) : "";
        return query;

        static string Decode(string word) => Uri.UnescapeDataString(word.Replace('+', ' '));
    }

    private static async Task<byte[]> ReadChunksAsync(Stream stream, CancellationToken ct)
    {
        using var body = new MemoryStream();
        while (await ReadLineAsync(stream, ct) is { } line && int.Parse(line.Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var size)
        {
            if (body.Length + size > MostBytes) throw new IOException("A body larger than any that the API takes");
            await body.WriteAsync(await ReadBytesAsync(stream, size, ct), ct);
            await ReadLineAsync(stream, ct);
        }

        await ReadLineAsync(stream, ct);
        return body.ToArray();
    }

    private static async Task<byte[]> ReadBytesAsync(Stream stream, int length, CancellationToken ct)
    {
        if (length is < 0 or > MostBytes) throw new IOException("A body larger than any that the API takes");
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, ct);
        return bytes;
    }

    /// <summary>Null at the end of what the client sends.</summary>
    private static async Task<string?> ReadLineAsync(Stream stream, CancellationToken ct)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (bytes.Count < 65_536)
        {
            if (await stream.ReadAsync(one, ct) == 0) return bytes.Count == 0 ? null : Encoding.Latin1.GetString([.. bytes]);
            if (one[0] == '\n') return Encoding.Latin1.GetString([.. bytes]).TrimEnd('\r');
            bytes.Add(one[0]);
        }

        throw new IOException("A line longer than any of HTTP's");
    }
}
