using System.Globalization;
using System.Text.RegularExpressions;

namespace Carpool.Diff;

/// <summary>
/// The name of a quarantined object, read back. Its six digits are of the whole original name, so that one that was not cut proves
/// itself, and nobody's database is taken for a quarantined one by chance.
/// </summary>
/// <param name="Kept">The original name, or what was left of it.</param>
/// <param name="IsWhole">The digits are those of what was kept: it is the original.</param>
public sealed partial record QuarantineName(string Kept, DateTimeOffset RemovedAt, bool IsWhole)
{
    /// <summary>Null where the name is of another form.</summary>
    public static QuarantineName? Read(string name)
    {
        var match = Form().Match(name);
        if (!match.Success || !DateTimeOffset.TryParseExact(
            match.Groups["time"].Value, "yyyyMMdd-HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var removedAt)) return null;
        var kept = match.Groups["kept"].Value;
        return new(kept, removedAt, Departure.NameOf(kept, removedAt) == name);
    }

    [GeneratedRegex("^(?<kept>.+)~[0-9a-f]{6}~removed~(?<time>[0-9]{8}-[0-9]{6})\\z", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
