using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Manifest;

/// <summary>A sync engine of an app, which reads its changes by replication.</summary>
/// <param name="Name">The key under `sync`, and the role of its login.</param>
/// <param name="Stream">What its publication and its slot are called after; unlike any other in the cluster.</param>
/// <param name="Tables">Schema and name each; null is every table.</param>
/// <param name="Pool">How many connections the engine opens.</param>
/// <param name="HasFailover">Whether its slot is to outlive a failover; null is wherever the server can.</param>
/// <param name="IsPooled">Whether it also gets the pooled URL.</param>
public sealed record SyncManifest(
    string Name, SyncPreset Preset, SyncMode Mode, string Stream, IReadOnlyList<string>? Tables, int Pool, bool? HasFailover, bool IsPooled, SourceLocation Location)
{
    /// <summary>Sync engines hold locks and read long: what bounds the app's sessions does not bound theirs.</summary>
    private static readonly string[] Unbounded = ["idle_session_timeout", "lock_timeout", "statement_timeout"];

    /// <summary>The publication that it reads.</summary>
    public PublicationName Publication => Preset.PublicationOf(Stream);

    /// <summary>The slot that Carpool makes for it; null where it makes its own.</summary>
    public SlotName? Slot => Preset.SlotOf(Stream);

    /// <summary>True where the engine publishes tables itself: it needs the owner's rights for that.</summary>
    public bool FillsPublication => Preset.FillsPublication && Mode is not SyncMode.Manual;

    /// <summary>How many connections its login may use: those for replication do not count.</summary>
    public int Connections => Pool + Preset.SpareConnections;

    /// <summary>The settings of its sessions.</summary>
    public IReadOnlyList<SettingManifest> Settings => [.. Unbounded.Select(parameter => new SettingManifest(parameter, "0", Location))];
}
