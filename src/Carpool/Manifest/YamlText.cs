namespace Carpool.Manifest;

/// <summary>Names and values as they go into a manifest, so that each is read as the text that it is.</summary>
public static class YamlText
{
    /// <summary>Of YAML's first version as well: editors may read by that.</summary>
    private static readonly string[] Words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

    /// <summary>A key. Quoted but for plain words: none can be mistaken for a number, a word of YAML or a comment.</summary>
    public static string Key(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var isPlain = text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') && !Words.Contains(text, StringComparer.OrdinalIgnoreCase);
        return isPlain ? text : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    /// <summary>A value: as a key, and nothing in it reads the environment.</summary>
    public static string Value(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Key(text.Replace("${", "$${", StringComparison.Ordinal));
    }
}
