using System.Text;
using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Manifest.Reading;

/// <summary>Which names can be carried everywhere: into Postgres, onto a command line and back.</summary>
internal sealed class NameRules(Problems problems)
{
    /// <summary>What a rotated login adds to its name.</summary>
    private const string Generation = "~2";

    /// <summary>A login must leave room for the mark of its other generation.</summary>
    internal const int MaxLoginBytes = Identifier.MaxBytes - 2;

    private static readonly string[] ReservedWords = ["public", "none", "postgres", "carpool"];
    private static readonly string[] ReservedBeginnings = ["pg_", "pscale_", "template"];

    /// <summary>The name of an app or a role, as typed in APP/ROLE.</summary>
    internal bool AllowTyped(Value.Text name, string noun) => AllowCharacters(name, noun, forbidden: "/~") && AllowLength(name, noun, Identifier.MaxBytes);

    /// <summary>The name of a database.</summary>
    internal bool AllowDatabase(Value.Text name) => AllowCharacters(name, "database", forbidden: "~") && AllowLength(name, "database", Identifier.MaxBytes) && AllowUnreserved(name, "database");

    /// <summary>The name of a role that Carpool makes.</summary>
    internal bool AllowRole(Value.Text name, string noun, int maxBytes) => AllowLength(name, noun, maxBytes) && AllowUnreserved(name, noun);

    /// <summary>The name that a role of an app keeps, whoever gave it: Carpool's own additions to names begin with ~.</summary>
    internal bool AllowKept(Value.Text name, string noun) => AllowCharacters(name, noun, forbidden: "~");

    /// <summary>The name of a role that somebody else made: any that Postgres can hold, platform names too.</summary>
    internal bool AllowWatcher(Value.Text name)
    {
        if (!AllowCharacters(name, "watcher", forbidden: "~") || !AllowLength(name, "watcher", Identifier.MaxBytes)) return false;
        if (name.Content is not ("public" or "none")) return true;
        Reserved(name, "watcher", $"`{name.Content}`");
        return false;
    }

    /// <summary>The name of a schema that an app is to have.</summary>
    internal bool AllowSchema(Value.Text name)
    {
        if (!AllowCharacters(name, "schema", forbidden: "") || !AllowLength(name, "schema", Identifier.MaxBytes)) return false;
        if (!name.Content.StartsWith("pg_", StringComparison.Ordinal) && name.Content != "information_schema" && name.Content != SchemaName.Extensions.Value) return true;
        Reserved(name, "schema", $"`{name.Shown}`");
        return false;
    }

    /// <summary>The name of an extension: which there are, the server knows.</summary>
    internal bool AllowExtension(Value.Text name) => AllowCharacters(name, "extension", forbidden: "") && AllowLength(name, "extension", Identifier.MaxBytes);

    private bool AllowCharacters(Value.Text name, string noun, string forbidden)
    {
        var reason = name.Content switch
        {
            "" => "is empty",
            var text when text.Any(char.IsControl) => "holds a control character",
            var text when HasLoneSurrogate(text) => "holds half a character",
            var text when text.AsSpan().IndexOfAny(forbidden) is var at and >= 0 => $"holds '{text[at]}'",
            _ => null,
        };
        if (reason is null) return true;
        problems.Add(ManifestCodes.MalformedName, name.Location, $"The name of the {noun} '{name.Shown}' {reason}", $"Use another name: any character will do but {string.Concat(forbidden.Select(c => $"{c} and "))}control characters.", name.Shown);
        return false;
    }

    private bool AllowLength(Value.Text name, string noun, int maxBytes)
    {
        var bytes = Encoding.UTF8.GetByteCount(name.Content);
        if (bytes <= maxBytes) return true;
        var room = maxBytes < Identifier.MaxBytes ? $" (Postgres' {Identifier.MaxBytes} less the '{Generation}' of a rotated login)" : "";
        problems.Add(ManifestCodes.NameTooLong, name.Location, $"The name of the {noun} '{name.Shown}' is {bytes} bytes long; {maxBytes} fit{room}", $"Shorten it by {bytes - maxBytes} byte{(bytes - maxBytes == 1 ? "" : "s")}.", name.Shown);
        return false;
    }

    private bool AllowUnreserved(Value.Text name, string noun)
    {
        var beginning = ReservedBeginnings.FirstOrDefault(word => name.Content.StartsWith(word, StringComparison.Ordinal));
        if (beginning is null && !ReservedWords.Contains(name.Content)) return true;
        Reserved(name, noun, beginning is null ? $"`{name.Shown}`" : $"each name that begins with `{beginning}`");
        return false;
    }

    private void Reserved(Value.Text name, string noun, string what) =>
        problems.Add(ManifestCodes.ReservedName, name.Location, $"The name of the {noun} '{name.Shown}' is reserved: {what} belongs to Postgres, a platform or Carpool", "Use another name.", name.Shown);

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return true;
            i++;
        }

        return false;
    }
}
