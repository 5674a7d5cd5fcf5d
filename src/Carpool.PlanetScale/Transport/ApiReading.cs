using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Carpool.PlanetScale;

/// <summary>What answers say: things, lists to their end, or why not.</summary>
internal sealed class ApiReading(ApiTransport transport)
{
    /// <summary>As many as the API gives at once.</summary>
    private const int PageSize = 100;

    /// <summary>What a 404 means, which only the caller can find out; null is that the thing is not there, and nobody minds.</summary>
    public delegate Task<Failure?> Explanation(CancellationToken cancellationToken);

    /// <summary>The thing that is answered; null for an empty answer, and for a 404 that is explained by null.</summary>
    public async Task<T?> ReadAsync<T>(Request request, JsonTypeInfo<T> type, Explanation notFound, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await transport.SendAsync(request, cancellationToken);
        if (answer.Status == HttpStatusCode.NotFound) return await notFound(cancellationToken) is { } failure ? throw new PlanetScaleException(failure) : null;
        if (!answer.IsSuccess) throw new PlanetScaleException(Refusal(request, answer));
        return answer.Status == HttpStatusCode.NoContent || answer.Body.Length == 0 ? null : Parsed(request, answer.Body, type);
    }

    /// <summary>True when it was done; false for a 404 that is explained by null.</summary>
    public async Task<bool> DoAsync(Request request, Explanation notFound, CancellationToken cancellationToken)
    {
        var answer = await transport.SendAsync(request, cancellationToken);
        if (answer.Status == HttpStatusCode.NotFound) return await notFound(cancellationToken) is { } failure ? throw new PlanetScaleException(failure) : false;
        return answer.IsSuccess ? true : throw new PlanetScaleException(Refusal(request, answer));
    }

    /// <summary>All pages of a list. A page past the end is empty, and ends it as well.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(Request request, JsonTypeInfo<Page<T>> type, Explanation notFound, CancellationToken cancellationToken)
    {
        var all = new List<T>();
        var separator = request.Path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        for (int? number = 1; number is { } current;)
        {
            var page = await ReadAsync(request with { Path = $"{request.Path}{separator}page={current}&per_page={PageSize}" }, type, notFound, cancellationToken);
            if (page?.Data is not { } data) throw new PlanetScaleException(new Failure.Malformed("a list without its data"));
            all.AddRange(data);
            var next = page.NextPage ?? (page.TotalPages > current ? current + 1 : null);
            // A server that sends in circles would never come to an end
            number = data.Count > 0 && next > current ? next : null;
        }

        return all;
    }

    /// <summary>Whether something can be read: for finding out what a 404 was about.</summary>
    public async Task<T?> ProbeAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var request = new Request(HttpMethod.Get, path, "look", []);
        var answer = await transport.SendAsync(request, cancellationToken);
        return answer.IsSuccess ? Parsed(request, answer.Body, type) : null;
    }

    /// <summary>The status alone, for the same.</summary>
    public async Task<HttpStatusCode> ProbeAsync(string path, CancellationToken cancellationToken) =>
        (await transport.SendAsync(new Request(HttpMethod.Get, path, "look", []), cancellationToken)).Status;

    private Failure Refusal(Request request, Answer answer)
    {
        if (answer.Status == HttpStatusCode.Unauthorized) return new Failure.TokenRefused(MessageOf(answer) ?? "it is unknown, or was deleted");
        if (answer.Status == HttpStatusCode.Forbidden) return new Failure.PermissionMissing(request.Action, request.AnyOf);
        var errors = BodyOf(answer)?.Errors ?? [];
        return new Failure.Unprocessable(
            MessageOf(answer) ?? $"status {(int)answer.Status}, without a word of why",
            errors.Where(error => error.Name is not null).GroupBy(error => error.Namespace is null ? error.Name! : $"{error.Namespace}.{error.Name}", StringComparer.Ordinal).ToDictionary(
                group => group.Key, group => transport.Scrubbed(string.Join("; ", group.SelectMany(error => error.Errors ?? []))), StringComparer.Ordinal));
    }

    private string? MessageOf(Answer answer) => BodyOf(answer)?.Message is { } message ? transport.Scrubbed(message) : null;

    private static ErrorBody? BodyOf(Answer answer)
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body, ApiJson.Default.ErrorBody);
        }
        catch (JsonException)
        {
            // A page of some proxy: the status has to do
            return null;
        }
    }

    private static T Parsed<T>(Request request, byte[] body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What was read is quoted nowhere: it may hold a password
            throw ApiTransport.Failed(request, new Failure.Malformed($"{request.Method} {request.Path.Split('?')[0]} gave no JSON of the kind"), mayHaveActed: true);
        }
    }
}
