using System.Text.Json;

namespace Carpool.Plans;

/// <summary>Where two facts of the same kind part, in words.</summary>
internal static class FactDifference
{
    /// <summary>Such as `from.inherits was true and is false`; null where they are equal.</summary>
    public static string? Between<T>(T then, T now)
    {
        using var was = JsonDocument.Parse(PlanJson.Compactly(then));
        using var current = JsonDocument.Parse(PlanJson.Compactly(now));
        return Between(was.RootElement, current.RootElement, "");
    }

    private static string? Between(JsonElement then, JsonElement now, string path)
    {
        if (JsonElement.DeepEquals(then, now)) return null;
        if (then.ValueKind is JsonValueKind.Object && now.ValueKind is JsonValueKind.Object)
        {
            foreach (var property in then.EnumerateObject().Where(property => now.TryGetProperty(property.Name, out _)))
            {
                var inside = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
                if (Between(property.Value, now.GetProperty(property.Name), inside) is { } difference) return difference;
            }
        }

        if (then.ValueKind is JsonValueKind.Array && now.ValueKind is JsonValueKind.Array && then.GetArrayLength() == now.GetArrayLength())
        {
            return then.EnumerateArray().Zip(now.EnumerateArray()).Select((pair, index) => Between(pair.First, pair.Second, $"{path}[{index}]")).First(difference => difference is not null);
        }

        return $"{path} was {then.GetRawText()} and is {now.GetRawText()}";
    }
}
