namespace Carpool.PlanetScale;

/// <summary>How the API is reached, as whom, and with how much patience.</summary>
public sealed record PlanetScaleOptions
{
    /// <summary>Where PlanetScale itself is.</summary>
    public static readonly Uri PlanetScale = new("https://api.planetscale.com/v1");

    /// <summary>The API's address; <c>/v1</c> is added where it is missing. Plain http only on the machine itself.</summary>
    public Uri ApiUrl { get; init; } = PlanetScale;

    /// <summary>The service token's id.</summary>
    public required string TokenId { get; init; }

    /// <summary>The service token itself.</summary>
    public required string Token { get; init; }

    /// <summary>Who is calling, as the API's own log has it.</summary>
    public string UserAgent { get; init; } = "carpool";

    /// <summary>How many requests are sent in any minute at the most; PlanetScale allows 600.</summary>
    public int RequestsPerMinute { get; init; } = 600;

    /// <summary>How long one attempt may take, its body included.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a request is sent again that failed, where that is safe.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>The first wait before a failed request is sent again; each further one is about twice as long.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The first wait where the API says that there were too many requests and not how long to wait. The waits add up to more than the minute that it counts.</summary>
    public TimeSpan ThrottleDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait between two attempts, whatever the API asks for.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Told of every attempt, after it; null where nobody listens.</summary>
    public Action<ApiCall>? OnCall { get; init; }

    /// <summary>The clock that waits go by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The address alone.</summary>
    public override string ToString() => ApiUrl.ToString();
}

/// <summary>One attempt at a request.</summary>
/// <param name="Method">GET, POST, PATCH or DELETE.</param>
/// <param name="Path">Path and query, without the address of the API.</param>
/// <param name="Status">Null where no whole answer came.</param>
/// <param name="Duration">How long it took.</param>
public sealed record ApiCall(string Method, string Path, int? Status, TimeSpan Duration);
