using Carpool.Diagnostics;

namespace Carpool.Doctor.Checks;

/// <summary>Settings that somebody changed and that are not in force.</summary>
internal static class RestartCheck
{
    public static IEnumerable<Check> Find(DoctorView view)
    {
        var waiting = view.Capacity.WaitingForRestart;
        yield return waiting.Count == 0
            ? new(DoctorCodes.Restart, CheckStatus.Ok, "pending_restart", "No setting waits for a restart.", 0, 0)
            : new(
                DoctorCodes.Restart, CheckStatus.Warn, waiting[0], $"{string.Join(", ", waiting)} {(waiting.Count == 1 ? "was" : "were")} changed and {(waiting.Count == 1 ? "waits" : "wait")} for a restart.", waiting.Count, 0,
                "Restart the server, or take the change back.");
    }
}
