using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Carpool.Emulator.Http;

/// <summary>A request, its path in segments and its body read as JSON.</summary>
internal sealed record ApiRequest(string Method, string[] Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    private JsonObject? _json;

    /// <summary>The body; empty where there is none.</summary>
    /// <exception cref="ApiException">400: it is not a JSON object.</exception>
    public JsonObject Json => _json ??= ReadJson();

    /// <summary>A text of the body; null where it is absent, null or empty.</summary>
    public string? Text(string name) => Json[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text.Length == 0 ? null : text,
        _ => throw ApiException.Invalid($"{name} must be a string"),
    };

    public int? Number(string name) => Json[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<int>(out var number) => number,
        JsonValue value when value.TryGetValue<string>(out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw ApiException.Invalid($"{name} must be an integer"),
    };

    public bool? Flag(string name) => Json[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        _ => throw ApiException.Invalid($"{name} must be a boolean"),
    };

    public IReadOnlyList<string>? Texts(string name) => Json[name] switch
    {
        null => null,
        JsonArray array => [.. array.Select(item => item is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw ApiException.Invalid($"{name} must be a list of strings"))],
        _ => throw ApiException.Invalid($"{name} must be a list"),
    };

    private JsonObject ReadJson()
    {
        if (Body.Length == 0) return [];
        try
        {
            return JsonNode.Parse(Body) as JsonObject ?? throw ApiException.Bad("The body must be a JSON object");
        }
        catch (JsonException)
        {
            throw ApiException.Bad("The body is not JSON");
        }
    }
}
