using System.Text.Json;
using Shouldly;

namespace Carpool.IntegrationTests.Cli;

/// <summary>Reading of the program's JSON, where a missing key is a failure that shows the document.</summary>
public static class JsonReading
{
    /// <summary>The element at a path of keys.</summary>
    public static JsonElement At(this JsonElement element, params IEnumerable<string> path)
    {
        foreach (var key in path)
        {
            if (!element.TryGetProperty(key, out var child)) throw new ShouldAssertException($"no key `{key}` in {element}");
            element = child;
        }

        return element;
    }

    public static string Text(this JsonElement element, string key) => element.At(key).GetString() ?? throw new ShouldAssertException($"`{key}` is null in {element}");

    public static string? TextOrNull(this JsonElement element, string key) => element.At(key).GetString();

    public static IReadOnlyList<JsonElement> Items(this JsonElement element, string key) => [.. element.At(key).EnumerateArray()];

    /// <summary>The apps that a plan changes, sorted; null stands for what belongs to none.</summary>
    public static IReadOnlyList<string?> ChangedApps(this JsonElement plan) =>
        [.. plan.Items("changes").Select(change => change.TextOrNull("app")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
