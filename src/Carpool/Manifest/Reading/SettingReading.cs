using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Manifest.Reading;

/// <summary>Makes settings of names and values: a parameter that there can be, a list as the list that it is.</summary>
internal sealed class SettingReading(Problems problems)
{
    /// <summary>Who a session is: what the whole access model stands on.</summary>
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal) { "role", "session_authorization" };

    /// <summary>The settings of one mapping, in the order of the file; what was reported is left out.</summary>
    internal IReadOnlyList<SettingManifest> Read(Value.Names? settings)
    {
        // Most apps have none, and a file may hold very many apps
        if (settings is null) return [];
        var read = new Dictionary<string, SettingManifest>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in settings.Items)
        {
            if (!AllowParameter(name) || value is null) continue;
            var parameter = Setting.Named(name.Content);
            if (ValueOf(parameter, name, value) is not { } text) continue;
            if (!read.TryAdd(parameter, new(parameter, text, name.Location)))
            {
                problems.Add(
                    ManifestCodes.Duplicate,
                    name.Location,
                    $"The setting '{name.Shown}' is there twice, as upper and lower case are the same: here and in line {read[parameter].Location.Line}, column {read[parameter].Location.Column}",
                    "Keep one of them.",
                    name.Shown);
            }
        }

        return [.. read.Values];
    }

    /// <summary>
    /// What a login gets that says <paramref name="own"/>: of the defaults those that neither it nor its app speaks of.
    /// </summary>
    internal static IReadOnlyList<SettingManifest> Filled(IReadOnlyList<SettingManifest> own, IReadOnlyList<SettingManifest> ofApp, IReadOnlyList<SettingManifest> defaults) =>
        defaults.Count == 0 ? own : [.. own, .. defaults.Where(setting => !own.Concat(ofApp).Any(other => other.Parameter == setting.Parameter))];

    private bool AllowParameter(Value.Text name)
    {
        if (!IsParameter(name.Content))
        {
            problems.Add(
                ManifestCodes.MalformedSetting,
                name.Location,
                $"'{name.Shown}' is no parameter's name: letters, digits, _ and $, and a dot where it is an extension's or your own",
                "Write the name as SHOW takes it.",
                name.Shown);
            return false;
        }

        if (!Own.Contains(Setting.Named(name.Content))) return true;
        problems.Add(
            ManifestCodes.ReservedSetting,
            name.Location,
            $"The setting '{name.Shown}' says who a session is, and Carpool sets that itself",
            "Remove it; what a login may do is said by its `access`.",
            name.Shown);
        return false;
    }

    private string? ValueOf(string parameter, Value.Text name, Value value)
    {
        var texts = value is Value.Texts list ? list.Items : [(Value.Text)value];
        if (texts.Any(text => text.Content.Contains('\0', StringComparison.Ordinal))) return Malformed(name, "holds a NUL, which no value in Postgres can", "Remove it.");
        if (!NameList.Is(parameter)) return string.Join(", ", texts.Select(text => text.Content));
        var names = value is Value.Texts ? [.. texts.Select(text => text.Content)] : NameList.Read(parameter, texts[0].Content);
        if (names is null) return Malformed(name, "is a list of names, and its value is none", "Write a list, as in [a, b]; a name that holds a comma or upper case needs double quotes in a text.");
        return names.All(one => one.Length == 0) && !NameList.MayBeEmpty(parameter) ? Malformed(name, "is empty; at least one library is wanted", "Name a library, or remove the key.") : NameList.Write(names);
    }

    private string? Malformed(Value.Text name, string what, string fix)
    {
        problems.Add(ManifestCodes.MalformedSetting, name.Location, $"The setting '{name.Shown}' {what}", fix, name.Shown);
        return null;
    }

    /// <summary>As the server asks of each part: to begin like an identifier, and to hold nothing that a list of settings is made with.</summary>
    private static bool IsParameter(string name) => name.Split('.').All(part =>
        part.Length > 0 && !char.IsAsciiDigit(part[0]) && part[0] != '$' && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' || c > '\u007f' && char.IsLetterOrDigit(c)));
}
