using System.Net;
using System.Net.Sockets;

namespace Carpool.IntegrationTests.Branches;

/// <summary>One request that went through the proxy, and how it was answered.</summary>
internal sealed record ProxiedCall(string Method, string Path, int Status)
{
    public bool IsList => Method == "GET" && Path.Contains("/roles?", StringComparison.Ordinal);

    public bool MakesRole => Method == "POST" && Path.EndsWith("/roles", StringComparison.Ordinal);

    public override string ToString() => $"{Method} {Path} {Status}";
}

/// <summary>
/// Stands between the program and the platform's API, and writes down what is asked. After the request that it is to stop at, the API acts and
/// the program hears nothing more.
/// </summary>
internal sealed class ApiProxy : IAsyncDisposable
{
    private readonly Uri _platform;
    private readonly HttpListener _listener = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly Lock _gate = new();
    private readonly List<ProxiedCall> _calls = [];
    private readonly Task _accepting;
    private TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int? _left;

    public ApiProxy(EmulatedPlatform platform)
    {
        _platform = new Uri(platform.Api);
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Api = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/v1";
        }

        _listener.Prefixes.Add($"{Api}/");
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The API's address, through here.</summary>
    public string Api { get; }

    /// <summary>What was asked since the last time that somebody looked.</summary>
    public IReadOnlyList<ProxiedCall> Take()
    {
        lock (_gate)
        {
            IReadOnlyList<ProxiedCall> taken = [.. _calls];
            _calls.Clear();
            return taken;
        }
    }

    /// <summary>Done when the API has carried out so many requests from now on; from then on nothing is answered.</summary>
    public Task HoldAfter(int requests)
    {
        lock (_gate)
        {
            (_left, _reached) = (requests, new(TaskCreationOptions.RunContinuationsAsynchronously));
            return _reached.Task;
        }
    }

    /// <summary>Lets all through again.</summary>
    public void Release()
    {
        lock (_gate) _left = null;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _accepting;
        _http.Dispose();
    }

    private async Task AcceptAsync()
    {
        var served = new List<Task>();
        try
        {
            while (true) served.Add(ServeAsync(await _listener.GetContextAsync()));
        }
        catch (Exception over) when (over is HttpListenerException or ObjectDisposedException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(HttpListenerContext context)
    {
        try
        {
            if (IsHeld()) return;
            using var request = new HttpRequestMessage(new HttpMethod(context.Request.HttpMethod), new Uri(_platform, context.Request.RawUrl!));
            request.Headers.TryAddWithoutValidation("Authorization", context.Request.Headers["Authorization"]);
            if (context.Request.HasEntityBody)
            {
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                request.Content = new ByteArrayContent(body.ToArray());
                request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
            }

            using var answer = await _http.SendAsync(request);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            if (IsLast(new(request.Method.Method, context.Request.RawUrl!, (int)answer.StatusCode))) return;
            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            if (answer.Headers.RetryAfter is { } wait) context.Response.AddHeader("Retry-After", wait.ToString());
            // An answer that says 204 has no body
            if (bytes.Length > 0) await context.Response.OutputStream.WriteAsync(bytes);
            context.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or HttpRequestException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One of the two ends is gone
            context.Response.Abort();
        }
    }

    private bool IsHeld()
    {
        lock (_gate) return _left is <= 0;
    }

    private bool IsLast(ProxiedCall call)
    {
        lock (_gate)
        {
            _calls.Add(call);
            if (_left is null) return false;
            _left--;
            if (_left > 0) return false;
            _reached.TrySetResult();
            return true;
        }
    }
}
