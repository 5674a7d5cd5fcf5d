namespace Carpool.State;

/// <summary>What the server's configuration has for replication.</summary>
/// <param name="WalLevel">`logical` where changes can be followed.</param>
/// <param name="WalSenders">max_wal_senders.</param>
/// <param name="Slots">max_replication_slots.</param>
/// <param name="SendersInUse">Those that are connected.</param>
/// <param name="KeepsWithoutEnd">max_slot_wal_keep_size is -1: a slot that nobody reads keeps the log until the disk is full.</param>
public sealed record ReplicationLimits(string WalLevel, int WalSenders, int Slots, int SendersInUse, bool KeepsWithoutEnd);
