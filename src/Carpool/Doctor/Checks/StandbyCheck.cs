using Carpool.Diagnostics;
using Carpool.Doctor.Canary;

namespace Carpool.Doctor.Checks;

/// <summary>A standby, where one is named: whether slots outlive a failover to it. It matters where the manifest asks for one that does.</summary>
internal static class StandbyCheck
{
    public static IEnumerable<Check> Find(DoctorView view)
    {
        if (view.Standby is not { } standby || !view.Server.HasFailoverSlots) return [];
        var check = new Check(CanaryCodes.Failover, CheckStatus.Ok, "standby", "The standby is configured to keep slots of its primary");
        if (StandbyFlight.Problem(standby, view.Server, check.Subject) is not { } problem) return [check];
        var isAsked = view.Manifest.Apps.SelectMany(app => app.Roles).Any(role => role.Sync is { Slot: not null, HasFailover: not false });
        return [check with { Status = isAsked ? CheckStatus.Fail : CheckStatus.Warn, Message = problem.Message, Fix = problem.Fix }];
    }
}
