namespace Carpool.State;

/// <summary>What of a standby decides whether slots of its primary outlive a failover to it.</summary>
/// <param name="SystemIdentifier">Which cluster it is of.</param>
/// <param name="HasFeedback">hot_standby_feedback: the primary keeps rows that decoding needs.</param>
/// <param name="SyncsSlots">sync_replication_slots.</param>
/// <param name="HasPrimarySlot">primary_slot_name is set.</param>
/// <param name="NamesDatabase">primary_conninfo has a dbname; null where the admin may not read it.</param>
public sealed record Standby(bool IsInRecovery, string SystemIdentifier, bool HasFeedback, bool SyncsSlots, bool HasPrimarySlot, bool? NamesDatabase, bool IsLogical)
{
    /// <summary>The settings that are not as the synchronization of slots needs them, and what they should be.</summary>
    public IEnumerable<string> Lacking
    {
        get
        {
            if (!SyncsSlots) yield return "sync_replication_slots = on";
            if (!HasFeedback) yield return "hot_standby_feedback = on";
            if (!HasPrimarySlot) yield return "primary_slot_name = 'the standby''s slot on the primary'";
            if (NamesDatabase is false) yield return "primary_conninfo = '… dbname=postgres'";
            if (!IsLogical) yield return "wal_level = logical";
        }
    }
}
