namespace Carpool.Manifest.Yaml;

/// <summary>A character that YAML does not allow in a text. The parser takes NUL for the end of the file and would drop what follows.</summary>
internal readonly record struct Unprintable(char Character, int Line, int Column)
{
    /// <summary>The first such character, or null.</summary>
    internal static Unprintable? FirstIn(string text)
    {
        var (line, column) = (1, 1);
        for (var i = 0; i < text.Length; i++, column++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                column++;
            }
            else if (char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF' || (char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\u0085')))
            {
                return new(c, line, column);
            }
            else if (c == '\n' || (c == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                (line, column) = (line + 1, 0);
            }
        }

        return null;
    }
}
