using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.State;

namespace Carpool.Planning.Hazards;

/// <summary>The manifest lists an app again whose data waits in quarantine: it would start empty beside them.</summary>
internal static class QuarantinedNamesake
{
    public static IEnumerable<Hazard> Find(PlanContext context) =>
        from change in context.Changes.OfType<Change.CreateDatabase>()
        let asleep = context.Actual.Apps.Where(app => app.Name == change.App && app.Standing is AppStanding.Quarantined).MaxBy(app => app.RemovedAt)
        where asleep is not null
        select HazardCodes.StartsEmpty.Found(
            change,
            $"App {change.App} was quarantined as {asleep.Database}; a new database {change.Name} would start empty.",
            $"bring it back with `carpool restore {change.App}`");
}
