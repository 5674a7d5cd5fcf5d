using Carpool.Diagnostics;

namespace Carpool.Doctor.Checks;

/// <summary>Walsenders: each standby, each reader of a slot and each base backup takes one.</summary>
internal static class SenderCheck
{
    public static IEnumerable<Check> Find(DoctorView view)
    {
        var (used, all) = (view.Capacity.SendersInUse, view.Capacity.Senders);
        var coming = view.SlotsToCome(slot => slot.IsActive);
        var check = new Check(
            DoctorCodes.Senders, CheckStatus.Ok, "max_wal_senders", $"{used} of {all} walsenders are at work{(coming == 0 ? "" : $", and the manifest's sync engines need {coming} more")}.", all, used + coming);
        if (coming > 0 && used + coming > all)
        {
            yield return check with { Status = CheckStatus.Fail, Fix = $"End what needs no walsender, or {view.Raising("max_wal_senders", used + coming)}." };
            yield break;
        }

        yield return used < all || all == 0
            ? check
            : check with { Status = CheckStatus.Warn, Fix = $"Before another standby or consumer is to come, {view.Raising("max_wal_senders", all + 2)}." };
    }
}
