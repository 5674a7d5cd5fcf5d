using Carpool.Diff;
using Carpool.State;

namespace Carpool.Plans;

/// <summary>
/// A plan that waits to be carried out, as facts: no SQL, no secret. It holds its apps and nothing of their neighbours; whether it
/// still fits is asked of the cluster when it is carried out.
/// </summary>
/// <param name="Only">What the preview was narrowed to; empty is everything.</param>
/// <param name="MadeAt">The time that names what the plan quarantines.</param>
/// <param name="Apps">What the registry held of the plan's apps.</param>
/// <param name="Desired">What the plan leads to: its apps, and the shared databases if it touches them.</param>
internal sealed record SavedPlan(
    string Stack,
    IReadOnlyList<string> Only,
    DateTimeOffset MadeAt,
    ClusterIdentity Cluster,
    IReadOnlyList<App> Apps,
    ClusterState Desired,
    IReadOnlyList<Change> Changes)
{
    /// <summary>True where the plan changes something of an app, or, for null, something that all apps share.</summary>
    public bool Touches(string? app) => Changes.Any(change => change.App == app);

    /// <summary>The apps of which something changes.</summary>
    public IReadOnlySet<string> TouchedApps => AppsOf(Changes);

    /// <summary>The apps of which these changes change something.</summary>
    public static IReadOnlySet<string> AppsOf(IReadOnlyList<Change> changes) =>
        changes.Where(change => change.App is not null).Select(change => change.App!).ToHashSet(StringComparer.Ordinal);

    /// <summary>What the registry holds of these apps, but for what is in quarantine: that is not what becomes of them.</summary>
    public static IReadOnlyList<App> BasisOf(IReadOnlyList<App> known, IReadOnlySet<string> apps) =>
        [.. known.Where(app => apps.Contains(app.Name) && app.Standing is not AppStanding.Quarantined)];
}
