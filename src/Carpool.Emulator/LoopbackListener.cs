using System.Net;
using System.Net.Sockets;
using Carpool.Diagnostics;

namespace Carpool.Emulator;

/// <summary>A port of the loopback address, and whoever calls there: each is served on its own. When it is disposed, everybody has been.</summary>
internal sealed class LoopbackListener : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly Func<TcpClient, CancellationToken, Task> _serve;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;

    private LoopbackListener(TcpListener listener, Func<TcpClient, CancellationToken, Task> serve)
    {
        (_listener, _serve) = (listener, serve);
        _accepting = AcceptAsync();
    }

    /// <param name="who">Who would listen, for the message.</param>
    /// <param name="fix">What helps where the port is taken.</param>
    /// <param name="serve">Deals with one client and closes it; it throws nothing, and ends when its token says so.</param>
    /// <exception cref="DiagnosticException">CP5182: somebody else listens there.</exception>
    public static LoopbackListener Start(int port, string who, string fix, Func<TcpClient, CancellationToken, Task> serve)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start(512);
            return new(listener, serve);
        }
        catch (SocketException e)
        {
            listener.Dispose();
            throw new DiagnosticException(EmulatorCodes.PortTaken.With($"{who} cannot listen on 127.0.0.1:{port}: {e.Message}.", fix, $"127.0.0.1:{port}"), e);
        }
    }

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
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                underWay.RemoveAll(task => task.IsCompleted);
                underWay.Add(_serve(client, _end.Token));
            }
            catch (SocketException)
            {
                // Whoever called has hung up already
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        await Task.WhenAll(underWay);
    }
}
