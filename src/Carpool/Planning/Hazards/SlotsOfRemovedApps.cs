using Carpool.Diagnostics;
using Carpool.Diff;

namespace Carpool.Planning.Hazards;

/// <summary>A quarantined database's inactive slot keeps the server's log for nobody, and DROP DATABASE takes the slot along without a word.</summary>
internal static class SlotsOfRemovedApps
{
    public static IEnumerable<Hazard> Find(PlanContext context) =>
        from change in context.Changes
        where change is Change.Quarantine or Change.Purge { DatabaseExists: true }
        from slot in context.Surroundings.Slots
        where slot.Database == change.Database && !slot.IsActive && !context.Changes.OfType<Change.DropSlot>().Any(drop => drop.Slot.Name.Value == slot.Name)
        select HazardCodes.SlotGoesAlong.Found(
            change,
            $"Replication slot {slot.Name} of database {change.Database} is inactive: it keeps the server's write-ahead log, and goes when the database is dropped.",
            "drop the slot with pg_drop_replication_slot once no consumer needs it");
}
