namespace Carpool.Doctor.Checks;

/// <summary>Every check, in the order in which they are shown.</summary>
internal static class DoctorChecks
{
    private static readonly Func<DoctorView, IEnumerable<Check>>[] s_checks =
    [
        AdminCheck.Find, ConnectionCheck.Find, LimitCheck.Find, PoolCheck.Find, FreeCheck.Find,
        EngineCheck.Find, FollowCheck.Find, EnginePoolCheck.Find, SlotCheck.Find, SenderCheck.Find, IdleSlotCheck.Find, AwaitedSlotCheck.Find, SlotLimitCheck.Find,
        WalLevelCheck.Find, PreloadCheck.Find, PrimaryCheck.Find, StandbyCheck.Find, RestartCheck.Find, WaitingParameterCheck.Find,
    ];

    public static IReadOnlyList<Check> Find(DoctorView view) => [.. s_checks.SelectMany(check => check(view))];
}
