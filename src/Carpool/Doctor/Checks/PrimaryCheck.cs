using Carpool.Diagnostics;

namespace Carpool.Doctor.Checks;

/// <summary>Whether the slots of sync engines could outlive a failover, as far as the primary shows it: a standby's own settings only the standby tells.</summary>
internal static class PrimaryCheck
{
    public static IEnumerable<Check> Find(DoctorView view)
    {
        if (!view.Server.HasFailoverSlots || !view.Engines.Any(engine => engine.Role.Sync is { Slot: not null, HasFailover: not false })) yield break;
        var (capacity, check) = (view.Capacity, new Check(DoctorCodes.StandbySettings, CheckStatus.Ok, "standbys", "No standby reads from this server: there is nothing that its slots could fail over to."));
        if (capacity.Standbys == 0)
        {
            yield return check;
            yield break;
        }

        if (capacity.StandbySlots == 0)
        {
            yield return check with
            {
                Status = CheckStatus.Warn,
                Subject = "primary_slot_name",
                Message = "A standby reads from this server without a slot of its own, and such a one keeps no slots up to date.",
                Fix = "Make it a physical slot, and name that in the standby's primary_slot_name; its primary_conninfo needs a dbname as well.",
            };
        }

        if (!capacity.SynchronizesSlots || !capacity.HasStandbyFeedback)
        {
            var off = string.Join(" and ", new[] { capacity.SynchronizesSlots ? null : "sync_replication_slots", capacity.HasStandbyFeedback ? null : "hot_standby_feedback" }.OfType<string>());
            yield return check with
            {
                Status = CheckStatus.Warn,
                Subject = off,
                Message = $"This server has {off} off, and a standby with the same settings keeps no slots up to date: nor would this one, once it is a standby itself.",
                Measured = "off",
                Required = "on",
                Fix = $"Set {off} to on, here and on every standby, and reload the servers.",
            };
        }

        if (capacity is { StandbySlots: > 0, SynchronizesSlots: true, HasStandbyFeedback: true }) yield return check with { Message = "A standby reads over a slot of its own, and slots are kept up to date: `SELECT slot_name, synced FROM pg_replication_slots` on it shows which." };
    }
}
