using System.Globalization;
using System.Text;

namespace Carpool.Manifest.Reading;

/// <summary>How text of the file looks in a message.</summary>
internal static class Shown
{
    /// <summary>Stands for what must not be printed.</summary>
    internal const string Mask = "********";

    private const int Most = 80;

    /// <summary>
    /// The text as it was written, short, and without characters that move a terminal's cursor. A URL may hold a password
    /// wherever somebody put it, also where none belongs, so it is masked.
    /// </summary>
    internal static string For(string written)
    {
        if (written.Contains("://", StringComparison.Ordinal)) return Mask;
        if (written.Length <= Most && !written.AsSpan().ContainsAnyExceptInRange(' ', '~')) return written;
        var shown = new StringBuilder();
        foreach (var rune in written.EnumerateRunes())
        {
            if (shown.Length >= Most) return shown.Append('…').ToString();
            if (Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            else
                shown.Append(rune.ToString());
        }

        return shown.ToString();
    }
}
