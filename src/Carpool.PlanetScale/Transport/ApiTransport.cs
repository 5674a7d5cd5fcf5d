using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using Polly;

namespace Carpool.PlanetScale;

/// <summary>Sends requests as one token to one host, as often as is safe, and gives whole answers or a <see cref="PlanetScaleException"/>.</summary>
internal sealed class ApiTransport : IDisposable
{
    private const int MostBytes = 16 << 20, MostRedirects = 3;

    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(10);

    private readonly PlanetScaleOptions _options;
    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly string _authorization;
    private readonly RequestPace _pace;
    private readonly ResiliencePipeline<Answer> _again, _once, _limit;

    [SuppressMessage("Reliability", "CA2000", Justification = "The client disposes of its handler")]
    public ApiTransport(PlanetScaleOptions options, HttpMessageHandler? handler)
    {
        _options = options;
        _address = AddressOf(options.ApiUrl);
        _authorization = $"{Checked("id", options.TokenId)}:{Checked("secret", options.Token)}";
        _pace = new RequestPace(options.RequestsPerMinute, options.Clock);
        (_again, _once, _limit) = (Attempts.Of(options, isRepeatable: true), Attempts.Of(options, isRepeatable: false), Attempts.Limit(options));
        handler ??= new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = s_connectTimeout, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        // Each attempt has a time of its own, which counts the body as well
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public string Host => _address.Authority;

    public void Dispose() => _http.Dispose();

    /// <summary>The answer, whatever its status, once the API is neither throttled nor broken.</summary>
    /// <exception cref="PlanetScaleException">It stayed so, or no answer came, or it sends elsewhere.</exception>
    public async Task<Answer> SendAsync(Request request, CancellationToken cancellationToken)
    {
        var pipeline = request.IsRepeatable ? _again : _once;
        Answer answer;
        try
        {
            answer = await pipeline.ExecuteAsync(async token => await AttemptAsync(request, token), cancellationToken);
        }
        catch (Exception e) when (Attempts.IsLost(e))
        {
            var unreachable = new Failure.Unreachable(Host, ReasonOf(e));
            throw Failed(request, unreachable, mayHaveActed: !Attempts.WasNeverSent(e), e);
        }

        if (answer.IsThrottled) throw new PlanetScaleException(new Failure.Throttled());
        if (answer.IsBroken) throw Failed(request, new Failure.ServerFailed((int)answer.Status), mayHaveActed: true);
        if (answer.IsRedirect) throw new PlanetScaleException(new Failure.Redirected(answer.Location is { IsAbsoluteUri: true } there ? there.Authority : "an address without a host"));
        return answer;
    }

    /// <summary>What a request that must not be repeated leaves open is said.</summary>
    public static PlanetScaleException Failed(Request request, Failure failure, bool mayHaveActed, Exception? inner = null) =>
        new(mayHaveActed && !request.IsRepeatable ? new Failure.MayHaveActed(request.Action, failure) : failure, inner);

    /// <summary>A text of the API without the token, should it quote it.</summary>
    public string Scrubbed(string text) => text.Replace(_options.Token, "********", StringComparison.Ordinal);

    private async Task<Answer> AttemptAsync(Request request, CancellationToken cancellationToken)
    {
        var target = new Uri($"{_address}{request.Path}");
        for (var redirects = 0; ; redirects++)
        {
            await _pace.TakeTurnAsync(cancellationToken);
            var there = target;
            var answer = await _limit.ExecuteAsync(async token => await SendOnceAsync(request, there, token), cancellationToken);
            if (answer.IsThrottled) _pace.Pause(TimeSpan.FromTicks(Math.Min((answer.RetryAfter ?? _options.ThrottleDelay).Ticks, _options.LongestDelay.Ticks)));
            if (!answer.IsRedirect || redirects == MostRedirects || answer.Location is null) return answer;
            var next = new Uri(target, answer.Location);
            if (!IsHere(next)) return answer with { Location = next };
            target = next;
        }
    }

    private async Task<Answer> SendOnceAsync(Request request, Uri target, CancellationToken cancellationToken)
    {
        var begun = _options.Clock.GetTimestamp();
        int? status = null;
        try
        {
            using var message = new HttpRequestMessage(request.Method, target);
            // An id, a colon and the token: no scheme, so that the typed header would not take it
            message.Headers.TryAddWithoutValidation("Authorization", _authorization);
            message.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
            message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            if (request.Body is { } body) message.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            await response.Content.LoadIntoBufferAsync(MostBytes, cancellationToken);
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            status = (int)response.StatusCode;
            return new Answer(response.StatusCode, bytes, Attempts.RetryAfter(response.Headers, _options.Clock), response.Headers.Location);
        }
        finally
        {
            _options.OnCall?.Invoke(new ApiCall(request.Method.Method, target.PathAndQuery, status, _options.Clock.GetElapsedTime(begun)));
        }
    }

    private bool IsHere(Uri there) => there.Scheme == _address.Scheme && there.Authority == _address.Authority;

    private static Uri AddressOf(Uri given)
    {
        if (given.Scheme != Uri.UriSchemeHttps && !(given.Scheme == Uri.UriSchemeHttp && given.IsLoopback)) throw new PlanetScaleException(new Failure.Insecure(given.Authority));
        var address = given.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return new Uri(address.EndsWith("/v1", StringComparison.Ordinal) ? address : $"{address}/v1");
    }

    /// <summary>What could end the header and begin another is no token; it is never quoted.</summary>
    private static string Checked(string part, string value)
    {
        if (value.Length == 0) throw new PlanetScaleException(new Failure.TokenRefused($"its {part} is empty"));
        if (value.Any(letter => letter is <= ' ' or > '~' or ':')) throw new PlanetScaleException(new Failure.TokenRefused($"its {part} holds a character that no token has"));
        return value;
    }

    private string ReasonOf(Exception e) => e switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "there is no such host",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "nothing takes connections there",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "its certificate is not accepted",
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "its answer is too long",
        Polly.Timeout.TimeoutRejectedException => $"no whole answer came within {_options.AttemptTimeout.TotalSeconds:0.#} seconds",
        _ => "the connection ended in the middle of an answer",
    };
}
