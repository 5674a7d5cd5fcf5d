using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Carpool.Diagnostics;

namespace Carpool.Emulator.Proxy;

/// <summary>
/// The platform's front door: TLS ends here, the user names the branch, and what follows the first message passes untouched, the
/// password's proof with it. The server behind has no TLS and so offers SCRAM without channel binding, which could not hold through here.
/// </summary>
internal sealed class RoutingProxy : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly LoopbackListener _listener;
    private readonly SslServerAuthenticationOptions _tls;
    private readonly IRoutes _routes;
    private readonly bool _isPooled;

    private RoutingProxy(int port, SslStreamCertificateContext certificate, IRoutes routes, bool isPooled)
    {
        (_routes, _isPooled) = (routes, isPooled);
        _tls = new() { ServerCertificateContext = certificate, ApplicationProtocols = [new("postgresql")] };
        _listener = LoopbackListener.Start(port, "The emulator", "End what listens there.", ServeAsync);
    }

    /// <exception cref="DiagnosticException">CP5182: somebody else listens there.</exception>
    public static RoutingProxy Start(int port, SslStreamCertificateContext certificate, IRoutes routes, bool isPooled) => new(port, certificate, routes, isPooled);

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task ServeAsync(TcpClient client, CancellationToken end)
    {
        try
        {
            using var socket = client;
            client.NoDelay = true;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(end);
            patience.CancelAfter(Patience);
            await using var greeted = await GreetAsync(client, patience.Token);
            if (greeted is null) return;
            await ServeAsync(greeted, patience);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or System.Security.Authentication.AuthenticationException or ObjectDisposedException)
        {
            // One side is gone, or never spoke our language: nobody is there to be told
        }
    }

    /// <summary>The stream under TLS; null for who wanted none, who has been told, or who only wanted something canceled.</summary>
    private async Task<SslStream?> GreetAsync(TcpClient client, CancellationToken ct)
    {
        var stream = client.GetStream();
        var first = new byte[1];
        if (await client.Client.ReceiveAsync(first, SocketFlags.Peek, ct) == 0) return null;

        // A TLS handshake without asking first
        if (first[0] == 0x16) return await EncryptAsync(stream, ct);
        while (true)
        {
            var (code, body) = await ReadAsync(stream, ct);
            switch (code)
            {
                case StartupPacket.SslRequest:
                    await stream.WriteAsync("S"u8.ToArray(), ct);
                    return await EncryptAsync(stream, ct);
                case StartupPacket.GssRequest:
                    await stream.WriteAsync("N"u8.ToArray(), ct);
                    break;
                case StartupPacket.CancelRequest:
                    await CancelAsync(code, body, ct);
                    return null;
                default:
                    await stream.WriteAsync(ProxyError.NoTls.ToBytes(), ct);
                    return null;
            }
        }
    }

    private async Task<SslStream> EncryptAsync(NetworkStream stream, CancellationToken ct)
    {
        var encrypted = new SslStream(stream);
        await encrypted.AuthenticateAsServerAsync(_tls, ct);
        return encrypted;
    }

    private async Task ServeAsync(SslStream client, CancellationTokenSource patience)
    {
        var (code, body) = await ReadAsync(client, patience.Token);
        if (code == StartupPacket.CancelRequest)
        {
            await CancelAsync(code, body, patience.Token);
            return;
        }

        var packet = StartupPacket.Read(code, body);
        var user = RoutedUser.Read(packet?["user"] ?? "");
        var route = packet is null ? Route.Refused(ProxyError.NotUnderstood) : user is null ? Route.Refused(ProxyError.NoBranch) : await _routes.FindAsync(user, _isPooled, patience.Token);
        using var upstream = new TcpClient { NoDelay = true };
        var refusal = route.Refusal ?? await ConnectAsync(upstream, route.Port, patience.Token);
        if (refusal is not null)
        {
            await client.WriteAsync(refusal.ToBytes(), patience.Token);
            return;
        }

        var rewritten = packet!.With("user", user!.Role);
        if (route.IsReadOnly) rewritten = rewritten.With("options", $"{packet["options"]} -c default_transaction_read_only=on".TrimStart());
        var server = upstream.GetStream();
        await server.WriteAsync(rewritten.ToBytes(), patience.Token);
        patience.CancelAfter(Timeout.InfiniteTimeSpan);
        await JoinAsync(client, upstream, server, patience);
    }

    private static async Task<ProxyError?> ConnectAsync(TcpClient upstream, int port, CancellationToken ct)
    {
        try
        {
            await upstream.ConnectAsync(IPAddress.Loopback, port, ct);
            return null;
        }
        catch (SocketException)
        {
            return ProxyError.NoUpstream;
        }
    }

    /// <summary>Carries bytes both ways until one side ends; the server's last words still reach the client.</summary>
    private static async Task JoinAsync(SslStream client, TcpClient upstream, NetworkStream server, CancellationTokenSource end)
    {
        var toClient = server.CopyToAsync(client, end.Token);
        var toServer = client.CopyToAsync(server, end.Token);
        if (await Task.WhenAny(toClient, toServer) == toServer)
        {
            if (upstream.Connected) upstream.Client.Shutdown(SocketShutdown.Send);
            end.CancelAfter(TimeSpan.FromSeconds(5));
            await toClient;
        }
        else
        {
            await client.ShutdownAsync();
            await end.CancelAsync();
        }

        await Task.WhenAll(toClient, toServer);
    }

    private async Task CancelAsync(int code, byte[] body, CancellationToken ct)
    {
        var request = new byte[8 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(request, request.Length);
        BinaryPrimitives.WriteInt32BigEndian(request.AsSpan(4), code);
        body.CopyTo(request, 8);
        foreach (var port in _routes.ServerPorts)
        {
            using var server = new TcpClient();
            if (await ConnectAsync(server, port, ct) is not null) continue;
            await server.GetStream().WriteAsync(request, ct);
        }
    }

    private static async Task<(int Code, byte[] Body)> ReadAsync(Stream stream, CancellationToken ct)
    {
        var head = new byte[8];
        await stream.ReadExactlyAsync(head, ct);
        var length = BinaryPrimitives.ReadInt32BigEndian(head);
        if (length is < 8 or > StartupPacket.MaxLength) throw new IOException("That is no message of Postgres' protocol");
        var body = new byte[length - 8];
        await stream.ReadExactlyAsync(body, ct);
        return (BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(4)), body);
    }
}
