using System.Globalization;
using System.Text.Json.Nodes;

namespace Carpool.Emulator.Api;

/// <summary>Values as the API writes them.</summary>
internal static class Written
{
    /// <summary>Such as 2026-03-05T10:19:23.000Z.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string? Time(DateTimeOffset? time) => time is { } there ? Time(there) : null;

    /// <summary>Whoever acts here is always the same.</summary>
    public static JsonObject Actor() => new() { ["id"] = "emulator0000", ["display_name"] = "emulator", ["avatar_url"] = "" };

    public static JsonArray Array(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
