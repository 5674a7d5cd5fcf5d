using Carpool.Diagnostics;
using Carpool.Diff;

namespace Carpool.Planning.Hazards;

/// <summary>A slot goes that somebody reads just now: whoever it is cannot go on from where they were.</summary>
internal static class SlotsInUse
{
    public static IEnumerable<Hazard> Find(PlanContext context) =>
        from drop in context.Changes.OfType<Change.DropSlot>()
        from slot in context.Surroundings.Slots
        where slot.Name == drop.Slot.Name.Value && slot.IsActive
        select HazardCodes.SlotInUseDropped.Found(
            drop,
            $"Replication slot {slot.Name} of database {slot.Database} is being read: its reader would be cut off, and could not go on from where it was.",
            "stop the sync engine first");
}
