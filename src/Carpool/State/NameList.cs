using System.Text;

namespace Carpool.State;

/// <summary>
/// The values that are lists of names (GUC_LIST_QUOTE): in one string constant the server would take them for a single name, so that
/// `search_path` set to 'a, b' is one schema. The parameters are those that pg_dump knows; an extension cannot define one.
/// </summary>
internal static class NameList
{
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n', '\f', '\v'];
    private static readonly char[] Ends = [',', .. Blanks];
    private static readonly HashSet<string> OfIdentifiers = new(StringComparer.Ordinal) { "search_path", "temp_tablespaces" };
    private static readonly HashSet<string> OfFiles = new(StringComparer.Ordinal) { "local_preload_libraries", "session_preload_libraries", "shared_preload_libraries", "unix_socket_directories" };

    /// <summary>True where a value of the parameter is a list of names.</summary>
    public static bool Is(string parameter) => OfIdentifiers.Contains(parameter) || OfFiles.Contains(parameter);

    /// <summary>True where none at all means something: `search_path` finds nothing then. A library has a name.</summary>
    public static bool MayBeEmpty(string parameter) => !OfFiles.Contains(parameter);

    /// <summary>
    /// The names, as the server reads them: between commas, in double quotes or not; an identifier without quotes is in lower case, a
    /// file's name as it is. Null where the parameter is no list, or the text is none. An empty text is one empty name, as the server has it.
    /// </summary>
    public static IReadOnlyList<string>? Read(string parameter, string text)
    {
        if (!Is(parameter)) return null;
        var (isFile, at, names) = (OfFiles.Contains(parameter), 0, new List<string>());
        if (string.IsNullOrWhiteSpace(text)) return [""];
        while (true)
        {
            SkipBlanks();
            if (at < text.Length && text[at] == '"')
            {
                if (Quoted() is not { } name) return null;
                names.Add(name);
            }
            else
            {
                var end = isFile ? text.IndexOf(',', at) : text.IndexOfAny(Ends, at);
                var name = (end < 0 ? text[at..] : text[at..end]).TrimEnd(Blanks);
                if (name.Length == 0) return null;
                names.Add(isFile ? name : Lowered(name));
                at = end < 0 ? text.Length : end;
            }

            SkipBlanks();
            if (at == text.Length) return names;
            if (text[at++] != ',') return null;
        }

        void SkipBlanks()
        {
            while (at < text.Length && Blanks.Contains(text[at])) at++;
        }

        string? Quoted()
        {
            var name = new StringBuilder();
            for (at++; at < text.Length; at++)
            {
                if (text[at] != '"') name.Append(text[at]);
                else if (at + 1 < text.Length && text[at + 1] == '"') name.Append(text[at++]);
                else
                {
                    at++;
                    return name.ToString();
                }
            }

            return null;
        }
    }

    /// <summary>The names in one text, quoted where they need it.</summary>
    public static string Write(IEnumerable<string> names) => string.Join(", ", names.DefaultIfEmpty("").Select(Written));

    private static string Written(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
            ? name
            : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>ASCII alone, as in a database of UTF-8.</summary>
    private static string Lowered(string name) => string.Concat(name.Select(c => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c));
}
