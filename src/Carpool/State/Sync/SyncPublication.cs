namespace Carpool.State;

/// <summary>A publication that a sync engine of an app reads.</summary>
/// <param name="Owner">The engine's login where it says itself what is published, else the owner of the app.</param>
/// <param name="ThroughRoot">Changes of partitions are told as those of the table that they are of.</param>
/// <param name="HasGenerated">Stored generated columns are published (from 18).</param>
public sealed record SyncPublication(DatabaseName Database, PublicationName Name, RoleName Owner, bool ThroughRoot, bool HasGenerated)
{
    /// <summary>True where INSERT, UPDATE, DELETE and TRUNCATE are published.</summary>
    public bool HasAllOperations { get; init; } = true;

    /// <summary>What Carpool wrote on it.</summary>
    public SyncMark Mark { get; init; } = SyncMark.None;
}
