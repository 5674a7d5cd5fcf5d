using Carpool.Diagnostics;

namespace Carpool.Doctor.Checks;

/// <summary>What becomes of the slot of a sync engine that is away for long: the log grows without end, or the slot ends.</summary>
internal static class SlotLimitCheck
{
    public static IEnumerable<Check> Find(DoctorView view)
    {
        if (!view.Engines.Any()) yield break;
        if (!view.Capacity.LimitsSlots && view.Sync.All(found => found.Code != SyncCodes.LogWithoutEnd))
        {
            yield return new(
                SyncCodes.LogWithoutEnd, CheckStatus.Warn, "max_slot_wal_keep_size", "The server keeps its log for a slot without end (max_slot_wal_keep_size = -1): an engine that stops reading fills the disk of every app.",
                -1, null, "Set max_slot_wal_keep_size to what the disk can spare; it takes no restart.");
        }

        if (view.Capacity.SlotTimeout is { } timeout)
        {
            yield return new(
                DoctorCodes.SlotTimeout, CheckStatus.Warn, "idle_replication_slot_timeout", $"The server gives up a slot that nobody reads for {timeout}: an engine that is away for longer has to read everything anew.",
                timeout, "0", "Set idle_replication_slot_timeout to longer than an engine is ever stopped, and leave engines' own idle timeouts off.");
        }
    }
}
