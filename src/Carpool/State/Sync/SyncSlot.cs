namespace Carpool.State;

/// <summary>A replication slot that Carpool makes for a sync engine.</summary>
/// <param name="HasFailover">Standbys keep it up to date, so that it outlives a failover (from 17).</param>
public sealed record SyncSlot(DatabaseName Database, SlotName Name, bool HasFailover);
