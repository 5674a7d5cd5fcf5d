using Carpool.Diagnostics;

namespace Carpool.Doctor.Checks;

/// <summary>Slots of synchronized_standby_slots: while one is missing or has no reader, no failover slot's reader is told anything.</summary>
internal static class AwaitedSlotCheck
{
    public static IEnumerable<Check> Find(DoctorView view) =>
        from name in view.Capacity.AwaitedSlots
        let slot = view.Surroundings.Slots.FirstOrDefault(slot => slot.Name == name)
        where slot is not { IsActive: true }
        select new Check(
            DoctorCodes.AwaitedSlot, CheckStatus.Fail, name,
            $"synchronized_standby_slots names slot {name}, which {(slot is null ? "is not there" : "no standby reads")}: every reader of a failover slot waits for it.",
            slot is null ? "missing" : "idle", "read", $"Start the standby whose primary_slot_name is {name}, or take the name out of synchronized_standby_slots and reload the server.");
}
