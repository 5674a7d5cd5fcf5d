using Carpool.Diagnostics;
using Carpool.Doctor.Shares;

namespace Carpool.Doctor.Checks;

/// <summary>What is free at this moment, of which the next run of Carpool needs a few.</summary>
internal static class FreeCheck
{
    public static IEnumerable<Check> Find(DoctorView view)
    {
        var free = view.Server.FreeConnections;
        // The session that asks is one of them already
        var needed = AdminShare.Sessions - 1;
        var check = new Check(DoctorCodes.FreeNow, CheckStatus.Ok, "connections", $"{free} connections are free just now.", free, needed);
        yield return free >= needed
            ? check
            : check with
            {
                Status = CheckStatus.Warn,
                Message = $"{Math.Max(0, free)} more sessions fit just now, and a run of Carpool needs {needed}.",
                Fix = "End sessions that do nothing, which `carpool status` counts by app, or raise max_connections.",
            };
    }
}
