using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.State;

namespace Carpool.Planning.Hazards;

/// <summary>What a rule looks at.</summary>
internal sealed record PlanContext(
    ClusterState Actual,
    ClusterState Desired,
    Surroundings Surroundings,
    Server Server,
    IReadOnlyList<Change> Changes,
    ShutOut ShutOut);

/// <summary>One rule of safety; each has a file.</summary>
internal delegate IEnumerable<Hazard> HazardRule(PlanContext context);

/// <summary>All of them.</summary>
internal static class HazardRules
{
    public static readonly IReadOnlyList<HazardRule> All =
        [LiveSessions.Find, OutsidersInSharedDatabase.Find, DroppedData.Find, SlotsOfRemovedApps.Find, QuarantinedNamesake.Find, SessionsShutOut.Find, ChangedPasswords.Find, ShutOutByAdoption.Find, NamedLogins.Find, SlotsInUse.Find];

    /// <summary>One hazard, said of one change.</summary>
    public static Hazard Found(this DiagnosticCode code, Change change, string message, string? elsewise = null) =>
        new(code.With(message, $"{(elsewise is null ? "" : $"{elsewise}, or ")}allow it with --allow {code.Id}".Capitalised(), change.App ?? change.Name), change);

    private static string Capitalised(this string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
