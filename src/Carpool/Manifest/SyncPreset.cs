using System.Reflection;
using System.Text.Json;
using Carpool.State;

namespace Carpool.Manifest;

/// <summary>What one kind of sync engine needs of Postgres. Each is a file of data under Manifest/Presets; `{stream}` stands for the name of a stream.</summary>
/// <param name="Name">The word in the manifest.</param>
/// <param name="Title">What people call it.</param>
/// <param name="IsProved">True where the tests do what the engine does; false where it is written down from its documentation alone.</param>
/// <param name="LeastVersion">The oldest Postgres that it takes.</param>
/// <param name="Publication">The publication's name.</param>
/// <param name="FillsPublication">True where the engine says itself what is published, when it may; false where Carpool always does.</param>
/// <param name="ThroughRoot">Whether changes of partitions are told as those of the table that they are of.</param>
/// <param name="Slot">The slot's name; null where the engine makes its own, under names that it chooses.</param>
/// <param name="NeedsFullRows">Whether changes have to tell the whole old row.</param>
/// <param name="Modes">How its login may get at the tables; the first is the usual one.</param>
/// <param name="Pool">How many connections it opens unless told otherwise.</param>
/// <param name="SpareConnections">How many more it may have for a moment, such as while a new instance takes over.</param>
public sealed record SyncPreset(
    string Name,
    string Title,
    bool IsProved,
    int LeastVersion,
    string Publication,
    bool FillsPublication,
    bool ThroughRoot,
    string? Slot,
    bool NeedsFullRows,
    IReadOnlyList<SyncMode> Modes,
    int Pool,
    int SpareConnections)
{
    private const string Folder = "Carpool.Manifest.Presets.";
    private const string Stream = "{stream}";

    private static readonly Lazy<IReadOnlyList<SyncPreset>> Known = new(ReadAll);

    /// <summary>Every preset, by name.</summary>
    public static IReadOnlyList<SyncPreset> All => Known.Value;

    /// <summary>A preset by its word; null where there is none.</summary>
    public static SyncPreset? Find(string name) => All.FirstOrDefault(preset => preset.Name == name);

    /// <summary>The publication of a stream.</summary>
    public PublicationName PublicationOf(string stream) => new(Publication.Replace(Stream, stream, StringComparison.Ordinal));

    /// <summary>The slot of a stream; null where the engine makes its own.</summary>
    public SlotName? SlotOf(string stream) => Slot is null ? null : new SlotName(Slot.Replace(Stream, stream, StringComparison.Ordinal));

    /// <summary>How long a stream's name may be, so that what is made of it fits.</summary>
    public int LongestStream => Identifier.MaxBytes - Math.Max(Publication.Length, Slot?.Length ?? 0) + Stream.Length;

    private static IReadOnlyList<SyncPreset> ReadAll()
    {
        var assembly = typeof(SyncPreset).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name => Read(assembly, name))];
    }

    private static SyncPreset Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var document = JsonDocument.Parse(stream);
        var root = document.RootElement;
        return new SyncPreset(
            Text("name")!,
            Text("title")!,
            root.GetProperty("proved").GetBoolean(),
            root.GetProperty("least_version").GetInt32(),
            Text("publication")!,
            root.GetProperty("fills_publication").GetBoolean(),
            root.GetProperty("through_root").GetBoolean(),
            Text("slot"),
            root.GetProperty("full_rows").GetBoolean(),
            [.. root.GetProperty("modes").EnumerateArray().Select(mode => SyncModes.Of(mode.GetString()!))],
            root.GetProperty("pool").GetInt32(),
            root.GetProperty("spare_connections").GetInt32());

        string? Text(string key) => root.GetProperty(key).GetString();
    }
}
