using System.Net;

namespace Carpool.PlanetScale;

/// <summary>A whole answer.</summary>
/// <param name="RetryAfter">How long the API asks to wait.</param>
/// <param name="Location">Where it sends to.</param>
internal sealed record Answer(HttpStatusCode Status, byte[] Body, TimeSpan? RetryAfter, Uri? Location)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public bool IsThrottled => Status == HttpStatusCode.TooManyRequests;

    public bool IsRedirect => Status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    /// <summary>The API failed, perhaps after it acted.</summary>
    public bool IsBroken => (int)Status >= 500 || Status == HttpStatusCode.RequestTimeout;

    public override string ToString() => $"{(int)Status}";
}

/// <summary>A request as it is sent, once or several times.</summary>
/// <param name="Path">Below the API's address, with its query.</param>
/// <param name="Action">What it does, in words that follow "may not" and "did".</param>
/// <param name="Body">JSON; null is none.</param>
/// <param name="IsRepeatable">True where a second one ends as the first.</param>
/// <param name="AnyOf">The permissions, of which one is enough.</param>
internal sealed record Request(HttpMethod Method, string Path, string Action, IReadOnlyList<string> AnyOf, byte[]? Body = null, bool IsRepeatable = true);
