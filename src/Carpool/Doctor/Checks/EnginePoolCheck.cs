using Carpool.Diagnostics;

namespace Carpool.Doctor.Checks;

/// <summary>An engine opens its whole pool or does not start, and a new instance opens more beside it.</summary>
internal static class EnginePoolCheck
{
    public static IEnumerable<Check> Find(DoctorView view)
    {
        var usable = view.Capacity.Usable;
        foreach (var (app, role) in view.Engines)
        {
            var (sync, left) = (role.Sync!, usable - role.Sync!.Pool);
            var check = new Check(
                DoctorCodes.EnginePool, CheckStatus.Ok, $"{app.Name}/{role.Name}",
                $"{sync.Preset.Title} of app {app.Name} opens {sync.Pool} of {usable} connections, {Math.Max(0, left)} remain for all others{(sync.Preset.SpareConnections > left ? $", and the {sync.Preset.SpareConnections} of a new instance beside it do not fit" : "")}.",
                sync.Pool, usable);
            yield return sync.Pool * 2 <= usable ? check : check with { Status = CheckStatus.Warn, Fix = $"Say `pool: {Math.Max(2, usable / 3)}` of it, or less, or {view.Raising("max_connections", view.Capacity.Connections - usable + (sync.Pool * 3))}." };
        }
    }
}
