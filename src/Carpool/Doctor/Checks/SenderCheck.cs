using Carpool.Diagnostics;

namespace Carpool.Doctor.Checks;

/// <summary>Walsenders: each standby, each reader of a slot and each base backup takes one.</summary>
internal static class SenderCheck
{
    public static IEnumerable<Check> Find(DoctorView view)
    {
        var (used, all) = (view.Capacity.SendersInUse, view.Capacity.Senders);
        var check = new Check(DoctorCodes.Senders, CheckStatus.Ok, "max_wal_senders", $"{used} of {all} walsenders are at work.", all, used);
        yield return used < all || all == 0
            ? check
            : check with { Status = CheckStatus.Warn, Fix = $"Before another standby or consumer is to come, {view.Raising("max_wal_senders", all + 2)}." };
    }
}
