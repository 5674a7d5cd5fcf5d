using Carpool.Diagnostics;

namespace Carpool.Doctor.Checks;

/// <summary>What `up` would say of each sync engine before it does anything.</summary>
internal static class EngineCheck
{
    public static IEnumerable<Check> Find(DoctorView view) => view.Sync.Select(found => new Check(
        found.Code,
        found.Severity switch
        {
            Severity.Error => CheckStatus.Fail,
            Severity.Warning => CheckStatus.Warn,
            _ => CheckStatus.Ok,
        },
        found.Subject ?? "sync",
        found.Message,
        Fix: found.Severity is Severity.Info ? null : found.Fix));
}
