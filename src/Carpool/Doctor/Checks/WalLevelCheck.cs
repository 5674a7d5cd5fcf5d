using Carpool.Diagnostics;

namespace Carpool.Doctor.Checks;

/// <summary>What the log holds; nothing here asks for more than there is, unless slots are logical, which the server itself sees to.</summary>
internal static class WalLevelCheck
{
    public static IEnumerable<Check> Find(DoctorView view)
    {
        var level = view.Capacity.WalLevel;
        yield return new(
            DoctorCodes.WalLevel, CheckStatus.Ok, "wal_level",
            level == "logical" ? "wal_level is logical: changes can be streamed row by row." : $"wal_level is {level}, which is enough for the apps; what streams changes row by row needs logical.",
            level);
    }
}
