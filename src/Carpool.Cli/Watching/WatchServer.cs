using System.Net;
using System.Net.Sockets;
using System.Text;
using Carpool.Diagnostics;

namespace Carpool.Cli.Watching;

/// <summary>Answers GET over HTTP/1.1, one request a connection: all that Prometheus and a supervisor need.</summary>
internal sealed class WatchServer : IAsyncDisposable
{
    private const int MostBytes = 8192, MostAtOnce = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TcpListener _listener;
    private readonly Func<string, (int Status, string Text)> _answer;
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _places = new(MostAtOnce);
    private readonly Task _accepting;

    private WatchServer(TcpListener listener, Func<string, (int Status, string Text)> answer)
    {
        (_listener, _answer) = (listener, answer);
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens, with the port that the system chose where 0 was asked for.</summary>
    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

    /// <param name="answer">From a path to what is said there.</param>
    /// <exception cref="DiagnosticException">CP4101: the address cannot be used.</exception>
    public static WatchServer Start(IPEndPoint address, Func<string, (int Status, string Text)> answer)
    {
        var listener = new TcpListener(address);
        try
        {
            listener.Start();
            return new(listener, answer);
        }
        catch (SocketException e)
        {
            listener.Dispose();
            throw new DiagnosticException(
                ExecutionCodes.CannotListen.With($"Nothing can listen on {address}: {e.SocketErrorCode switch { SocketError.AddressAlreadyInUse => "somebody else does", SocketError.AccessDenied => "only root may", _ => e.Message }}", "Name another address with --listen.", $"{address}"), e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
        _places.Dispose();
    }

    private async Task AcceptAsync()
    {
        var underWay = new List<Task>();
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await _places.WaitAsync(_end.Token);
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                underWay.RemoveAll(task => task.IsCompleted);
                underWay.Add(ServeAsync(client));
            }
            catch (SocketException)
            {
                // Whoever called has hung up already
                _places.Release();
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        await Task.WhenAll(underWay);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        patience.CancelAfter(Patience);
        try
        {
            using var socket = client;
            var stream = client.GetStream();
            if (await ReadRequestLineAsync(stream, patience.Token) is [var method, var target, ['H', 'T', 'T', 'P', '/', '1', '.', ..]])
                await stream.WriteAsync(Answer(method, target), patience.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // Too slow, or gone: nobody is there to be told
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>The words of the first line, once the head of the request is there; null where that is too long or none.</summary>
    private static async Task<string[]?> ReadRequestLineAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var bytes = new byte[MostBytes];
        for (var length = 0; length < MostBytes;)
        {
            var read = await stream.ReadAsync(bytes.AsMemory(length), cancellationToken);
            if (read == 0) return null;
            length += read;
            if (bytes.AsSpan(0, length).IndexOf("\r\n\r\n"u8) >= 0) return Encoding.Latin1.GetString(bytes, 0, bytes.AsSpan().IndexOf("\r\n"u8)).Split(' ');
        }

        return null;
    }

    private byte[] Answer(string method, string target)
    {
        var (status, text) = method is "GET" or "HEAD" ? _answer(target.Split('?')[0]) : (405, "only GET is answered\n");
        var reason = status switch { 200 => "OK", 404 => "Not Found", 405 => "Method Not Allowed", _ => "Service Unavailable" };
        var head = $"HTTP/1.1 {status} {reason}\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(text)}\r\nCache-Control: no-store\r\nConnection: close\r\n{(status == 405 ? "Allow: GET, HEAD\r\n" : "")}\r\n";
        return Encoding.UTF8.GetBytes(method == "HEAD" ? head : head + text);
    }
}
