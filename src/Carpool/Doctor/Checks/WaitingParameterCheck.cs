using System.Globalization;
using Carpool.Diagnostics;

namespace Carpool.Doctor.Checks;

/// <summary>A platform's list shows what was asked for; the server has it only when the change was carried out.</summary>
internal static class WaitingParameterCheck
{
    public static IEnumerable<Check> Find(DoctorView view)
    {
        if (view.Parameters is not { } parameters) yield break;
        foreach (var (name, inForce) in Settings(view))
        {
            if (parameters.TryGetValue($"pgconf.{name}", out var asked) && asked != inForce)
            {
                yield return new(
                    DoctorCodes.Restart, CheckStatus.Warn, name, $"PlanetScale lists {name} as {asked}, and the server has {inForce}: a change waits, or is being carried out.", inForce, asked,
                    "Wait for the change, which the branch's page in the dashboard shows.");
            }
        }
    }

    private static IReadOnlyList<(string Name, string InForce)> Settings(DoctorView view) =>
    [
        ("max_connections", Text(view.Capacity.Connections)), ("max_replication_slots", Text(view.Capacity.Slots)), ("max_wal_senders", Text(view.Capacity.Senders)), ("wal_level", view.Capacity.WalLevel),
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
