using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Carpool.Diagnostics;

namespace Carpool.Manifest.Reading;

/// <summary>Makes sync engines of values that fit the grammar. Slots are the cluster's, so each stream has a name of its own.</summary>
internal sealed partial class SyncReading(Problems problems)
{
    /// <summary>That a login which replicates reads every database.</summary>
    internal const string Risk = "replication-reads-everything";

    private readonly Dictionary<string, Value.Text> slots = new(StringComparer.Ordinal);

    /// <summary>What `accept` names, each a risk that there is.</summary>
    internal void CheckRisks(Value.Texts? accepted)
    {
        foreach (var risk in (accepted?.Items ?? []).Where(risk => risk.Content != Risk))
        {
            problems.Add(ManifestCodes.UnknownRisk, risk.Location, $"There is no risk '{risk.Shown}' to accept", $"Write {Risk}, or remove it.", risk.Shown);
        }
    }

    /// <summary>The engine under a name; null where something about it was reported.</summary>
    internal SyncManifest? Read(Value.Named sync, Value.Text database, Value.Text app)
    {
        if (sync.Value is not Value.Keys keys) return null;
        if (PresetOf(keys, sync.Name) is not { } preset) return null;
        var stream = keys.Find<Value.Text>("stream_id") is { } named ? Named(named, preset) : Derived(database.Content, preset);
        if (stream is null || ModeOf(keys, preset) is not { } mode) return null;
        var tables = keys.Entries.TryGetValue("tables", out var held) ? held.Value as Value.Texts : null;
        var pool = keys.Find<Value.Number>("pool")?.Content ?? preset.Pool;
        var manifest = new SyncManifest(
            sync.Name.Content,
            preset,
            mode,
            stream,
            tables is null ? null : [.. tables.Items.Select(table => Qualified(table.Content)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            pool,
            keys.Find<Value.Flag>("failover")?.Content,
            keys.Find<Value.Flag>("pooled")?.Content ?? false,
            sync.Name.Location);
        return TakeSlot(manifest, sync.Name, app) ? manifest : null;
    }

    private SyncPreset? PresetOf(Value.Keys keys, Value.Text name)
    {
        if (keys.Entries.TryGetValue("preset", out var held)) return held.Value is Value.Text word ? SyncPreset.Find(word.Content) : null;
        if (SyncPreset.Find(name.Content) is { } preset) return preset;
        problems.Add(ManifestCodes.NoPreset, name.Location, $"The sync engine '{name.Shown}' is none that Carpool knows by its name", "Add `preset` to it: custom, or the engine that it is.", name.Shown);
        return null;
    }

    private SyncMode? ModeOf(Value.Keys keys, SyncPreset preset)
    {
        if (!keys.Entries.TryGetValue("mode", out var held)) return preset.Modes[0];
        if (held.Value is not Value.Text word) return null;
        var mode = SyncModes.Of(word.Content);
        if (preset.Modes.Contains(mode)) return mode;
        problems.Add(
            ManifestCodes.NoSuchMode, word.Location, $"{preset.Title} does not work with mode '{word.Shown}'", $"Write {string.Join(" or ", preset.Modes.Select(SyncModes.WordOf))}, or remove `mode`.", word.Shown);
        return null;
    }

    private string? Named(Value.Text stream, SyncPreset preset)
    {
        if (Form().IsMatch(stream.Content) && stream.Content.Length <= preset.LongestStream) return stream.Content;
        problems.Add(
            ManifestCodes.MalformedStream,
            stream.Location,
            $"The stream '{stream.Shown}' is not 1 to {preset.LongestStream} small letters, digits and underscores that begin with no digit",
            "Use another name.",
            stream.Shown);
        return null;
    }

    /// <summary>The database's name where that will do; else what will do of it, with six digits of the whole.</summary>
    private static string Derived(string database, SyncPreset preset)
    {
        if (Form().IsMatch(database) && database.Length <= preset.LongestStream) return database;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(database)))[..6];
        var plain = string.Concat(database.ToLowerInvariant().Select(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) ? letter : '_'));
        return $"s_{plain[..Math.Min(plain.Length, preset.LongestStream - 9)]}_{digest}";
    }

    /// <summary>Schema and name; one without a schema is of `public`.</summary>
    private static string Qualified(string table) => table.Contains('.', StringComparison.Ordinal) ? table : $"public.{table}";

    /// <summary>Engines that make their own slots call them after the stream as well.</summary>
    private bool TakeSlot(SyncManifest sync, Value.Text name, Value.Text app)
    {
        var slot = sync.Slot?.Value ?? $"{sync.Preset.Name} {sync.Stream}";
        if (slots.TryAdd(slot, name)) return true;
        var first = slots[slot].Location;
        problems.Add(
            ManifestCodes.StreamsCollide,
            name.Location,
            $"The sync engine '{name.Shown}' of app '{app.Shown}' and that of line {first.Line}, column {first.Column} would share the stream '{sync.Stream}', and a slot is one in the whole cluster",
            "Give one of them another `stream_id`.",
            app.Shown);
        return false;
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]*\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
