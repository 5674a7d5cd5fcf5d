using System.Text;
using Carpool.Diagnostics;
using Carpool.Manifest.Yaml;

namespace Carpool.Manifest.Reading;

/// <summary>Puts the environment's values in the place of `${NAME}`. `$${` stands for `${` itself; a value is not searched again.</summary>
internal sealed class EnvironmentText(IReadOnlyDictionary<string, string> environment, Problems problems)
{
    /// <summary>How much more may come from the environment: a long value that is read very often must not make of a small file a huge one.</summary>
    private int room = ManifestLoader.MaxBytes;

    /// <summary>The text with its references replaced; null where one could not be, which is then reported.</summary>
    internal string? Read(Node.Scalar scalar, string path)
    {
        var text = scalar.Text;
        if (!text.Contains("${", StringComparison.Ordinal)) return text;
        var read = new StringBuilder();
        var isWhole = true;
        for (var i = 0; i < text.Length;)
        {
            if (string.CompareOrdinal(text, i, "$${", 0, 3) == 0)
            {
                read.Append("${");
                i += 3;
            }
            else if (string.CompareOrdinal(text, i, "${", 0, 2) != 0)
            {
                read.Append(text[i++]);
            }
            else if (NameAt(text, i + 2) is { } name)
            {
                if (!environment.TryGetValue(name, out var value) || value.Length == 0) isWhole = Missing(name);
                else if (HasRoom(value)) read.Append(value);
                else return null;
                i += name.Length + 3;
            }
            else
            {
                problems.Add(ManifestCodes.MalformedReference, scalar.Location, $"`{path}` has a `${{` that names no environment variable", "Write ${NAME} with letters, digits and underscores, or $${ for the characters themselves.", path);
                return null;
            }
        }

        return isWhole ? read.ToString() : null;

        bool HasRoom(string value)
        {
            if (room < 0) return false;
            room -= value.Length;
            if (room < 0) problems.Add(ManifestCodes.TooLarge, scalar.Location, $"With `{path}` the manifest has read more than 1 MiB from the environment", "Read shorter values, or fewer of them.", path);
            return room >= 0;
        }

        bool Missing(string name)
        {
            var reason = environment.ContainsKey(name) ? "is empty" : "is not set";
            problems.Add(ManifestCodes.EnvironmentMissing, scalar.Location, $"The environment variable {Shown.For(name)}, which `{path}` reads, {reason}", $"Set {Shown.For(name)}.", path);
            return false;
        }
    }

    /// <summary>The variable's name that begins here and ends before a brace, or null.</summary>
    private static string? NameAt(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) end++;
        var isName = end > start && end < text.Length && text[end] == '}' && !char.IsAsciiDigit(text[start]);
        return isName ? text[start..end] : null;
    }
}
