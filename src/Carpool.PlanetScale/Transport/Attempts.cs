using System.Net.Http.Headers;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Carpool.PlanetScale;

/// <summary>
/// When a request is sent again. Too many requests: always, for then nothing was done. Broken answers, none, and those too late: only
/// where a second request ends as the first; else only where the first never left.
/// </summary>
internal static class Attempts
{
    /// <summary>So many that the waits, each about twice as long as the one before, are together longer than the minute that the API counts.</summary>
    private const int ThrottledRetries = 6;

    public static ResiliencePipeline<Answer> Of(PlanetScaleOptions options, bool isRepeatable)
    {
        var pipeline = new ResiliencePipelineBuilder<Answer> { TimeProvider = options.Clock };
        pipeline.AddRetry(Waiting(options, ThrottledRetries, options.ThrottleDelay, outcome => outcome.Result is { IsThrottled: true }));
        if (options.Retries > 0)
            pipeline.AddRetry(Waiting(options, options.Retries, options.RetryDelay, outcome => isRepeatable ? IsPassing(outcome) : WasNeverSent(outcome.Exception)));
        return pipeline.Build();
    }

    /// <summary>The time that one attempt has, without that which it waits for its turn.</summary>
    public static ResiliencePipeline<Answer> Limit(PlanetScaleOptions options) => new ResiliencePipelineBuilder<Answer> { TimeProvider = options.Clock }
        .AddTimeout(new TimeoutStrategyOptions { Timeout = options.AttemptTimeout })
        .Build();

    /// <summary>True where no connection came about, so that nothing was asked.</summary>
    public static bool WasNeverSent(Exception? exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    /// <summary>True for what comes of the network or of time.</summary>
    public static bool IsLost(Exception? exception) => exception is HttpRequestException or IOException or TimeoutRejectedException;

    /// <summary>The wait that the API asks for.</summary>
    public static TimeSpan? RetryAfter(HttpResponseHeaders headers, TimeProvider clock) => headers.RetryAfter switch
    {
        { Delta: { } wait } when wait >= TimeSpan.Zero => wait,
        { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
        _ => null,
    };

    private static bool IsPassing(Outcome<Answer> outcome) => outcome.Result is { IsBroken: true } || IsLost(outcome.Exception);

    private static RetryStrategyOptions<Answer> Waiting(PlanetScaleOptions options, int retries, TimeSpan delay, Predicate<Outcome<Answer>> again) => new()
    {
        MaxRetryAttempts = retries,
        Delay = delay,
        MaxDelay = options.LongestDelay,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = arguments => ValueTask.FromResult(again(arguments.Outcome)),
        DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result?.RetryAfter is { } asked && asked > TimeSpan.Zero
            ? TimeSpan.FromTicks(Math.Min(asked.Ticks, options.LongestDelay.Ticks))
            : (TimeSpan?)null),
    };
}
