using Carpool.Diagnostics;

namespace Carpool.Doctor.Checks;

/// <summary>Replication slots, which are the whole cluster's.</summary>
internal static class SlotCheck
{
    public static IEnumerable<Check> Find(DoctorView view)
    {
        var (used, all) = (view.Surroundings.Slots.Count, view.Capacity.Slots);
        var coming = view.SlotsToCome(_ => true);
        var check = new Check(
            DoctorCodes.Slots, CheckStatus.Ok, "max_replication_slots", $"{used} of {all} replication slots are taken{(coming == 0 ? "" : $", and the manifest's sync engines need {coming} more")}.", all, used + coming);
        if (coming > 0 && used + coming > all)
        {
            yield return check with { Status = CheckStatus.Fail, Fix = $"Drop slots that nobody reads, or {view.Raising("max_replication_slots", used + coming)}." };
            yield break;
        }

        yield return used < all || all == 0
            ? check
            : check with { Status = CheckStatus.Warn, Fix = $"Drop slots that nobody reads, or {view.Raising("max_replication_slots", all + 2)} before another consumer is to come." };
    }
}
