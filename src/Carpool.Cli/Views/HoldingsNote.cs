using System.Globalization;
using Carpool.Planning;

namespace Carpool.Cli.Views;

/// <summary>What a leaving app holds, in one line.</summary>
internal static class HoldingsNote
{
    public static string Of(Holdings held)
    {
        var parts = new List<string>();
        if (held.Contents is { } contents)
        {
            parts.Add(Count(contents.Tables, "table"));
            parts.Add($"about {Count(contents.EstimatedRows, "row")}");
            parts.Add(ByteSize.Of(contents.SizeBytes));
        }

        parts.Add(Count(held.Sessions, "session"));
        if (held.Slots.Count > 0) parts.Add($"replication slots {string.Join(", ", held.Slots)}");
        return $"holds {string.Join(", ", parts)}";
    }

    private static string Count(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
