using System.Globalization;
using System.Text;

namespace Carpool.Cli.Views;

/// <summary>Values that a shell, a file or libpq reads back as they are.</summary>
internal static class Quoting
{
    public static string Shell(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    public static string Dotenv(string text) => $"\"{text
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("$", @"\$", StringComparison.Ordinal)
        .Replace("\n", @"\n", StringComparison.Ordinal)}\"";

    /// <summary>A value among libpq's keywords and values, bare where nothing in it could end it.</summary>
    public static string Conninfo(string text) => text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || "_-.:/~*".Contains(letter, StringComparison.Ordinal))
        ? text
        : $"'{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'";

    /// <summary>A double-quoted scalar of YAML: always text, whatever it looks like. What is not plainly visible is written as its code point.</summary>
    public static string Yaml(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\') quoted.Append('\\').Append(rune);
            else if (IsVisible(rune)) quoted.Append(rune);
            else quoted.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
        }

        return quoted.Append('"').ToString();
    }

    private static bool IsVisible(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
}
