using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.State;

namespace Carpool.Planning.Hazards;

/// <summary>A live app's database goes for good. One in quarantine has had its warning: `purge` says by its name what it does.</summary>
internal static class DroppedData
{
    public static IEnumerable<Hazard> Find(PlanContext context) => context.Changes
        .OfType<Change.Purge>()
        .Where(purge => purge is { DatabaseExists: true, Gone.Standing: not (AppStanding.Quarantined or AppStanding.Purging) })
        .Select(purge => HazardCodes.DataDropped.Found(
            purge,
            $"Database {purge.Gone.Database} would be dropped for good{Held(context, purge.Gone.Database)}.",
            "set on_remove: quarantine for the app and run up once before removing it"));

    private static string Held(PlanContext context, DatabaseName database) =>
        context.Surroundings.Contents.FirstOrDefault(contents => contents.Database == database) is { } held
            ? $", with {Counted.Of(held.Tables, "table")} and about {Counted.Of(held.EstimatedRows, "row")}"
            : "";
}
