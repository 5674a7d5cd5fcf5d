using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Doctor.Checks;

/// <summary>A slot that nobody reads keeps the log from its last reading on, until the disk is full or a limit ends it.</summary>
internal static class IdleSlotCheck
{
    public static IEnumerable<Check> Find(DoctorView view) =>
        from slot in view.Surroundings.Slots
        where !slot.IsActive
        select new Check(
            DoctorCodes.IdleSlot, CheckStatus.Warn, slot.Name,
            $"Slot {slot.Name}{(slot.Database is { } database ? $" of database {database}" : "")} has no reader and keeps {(slot.RetainedBytes is { } bytes ? $"{bytes >> 20} MB of " : "")}the write-ahead log{(view.Capacity.LimitsSlots ? " up to max_slot_wal_keep_size" : ", without a limit")}.",
            slot.RetainedBytes is { } kept ? (Measure)kept : null, null,
            Reader(view, slot) is { } engine ? $"Start {engine}, which reads it, or take it out of the manifest." : "Start what reads it, or drop the slot where nothing will: no sync engine of the manifest has one of this name.");

    /// <summary>The engine of the manifest that the slot was made for.</summary>
    private static string? Reader(DoctorView view, Slot slot) =>
        view.Engines.Where(engine => engine.App.Database == slot.Database && engine.Role.Sync!.Slot?.Value == slot.Name).Select(engine => $"{engine.Role.Sync!.Preset.Title} of app {engine.App.Name}").FirstOrDefault();
}
