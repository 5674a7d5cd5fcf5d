using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.Manifest;
using Carpool.Plans;

namespace Carpool.Stacks;

/// <summary>From a reading to a plan that can be kept, and from a kept plan to what a run wants.</summary>
internal static class SavedPlans
{
    /// <summary>The plan with the desired state of just those apps that it touches.</summary>
    public static SavedPlan Of(StackManifest manifest, IReadOnlySet<string> only, DateTimeOffset madeAt, Reading reading, IReadOnlyList<Change> changes)
    {
        var touched = SavedPlan.AppsOf(changes);
        var touching = manifest with { Apps = [.. manifest.Apps.Where(app => touched.Contains(app.Name))] };
        return new(
            manifest.Stack,
            [.. only.Order(StringComparer.Ordinal)],
            madeAt,
            reading.Cluster,
            SavedPlan.BasisOf(reading.Registry.Apps, touched),
            touching.WithLogins(reading.Registry.Apps, reading.Surroundings, reading.ByApi).ToDesired(reading.Server, changes.Any(change => change.App is null) ? reading.Desired.SharedDatabases : []),
            changes);
    }

    /// <summary>The plan's apps, as closely as the plan was made; all others by what costs nothing.</summary>
    public static ReadingScope ScopeOf(SavedPlan plan)
    {
        var (touched, stays) = (plan.TouchedApps, plan.Desired.Apps.Select(app => app.Name).ToHashSet(StringComparer.Ordinal));
        return new(plan.Touches(null) ? ReadingScope.Shared.Only : touched, app => touched.Contains(app.Name) switch
        {
            false => ReadingDepth.Shared,
            true when stays.Contains(app.Name) => ReadingDepth.Inside,
            true => ReadingDepth.Contents,
        })
        {
            AsksAhead = true,
            Desired = plan.Desired,
        };
    }

    /// <summary>
    /// What is left of the plan: all of it, or nothing where it was carried out already. Anything in between is another plan, and so
    /// refused; its changes are given even so, for they are also what a run that reads back has failed to reach.
    /// </summary>
    public static Wanted Wanted(SavedPlan plan, Reading reading)
    {
        if (plan.Stack != reading.Registry.Stack)
        {
            return Stacks.Wanted.Refused(CatalogCodes.PlanOfAnotherStack.With(
                $"The plan is for stack {plan.Stack}, and the manifest's is {reading.Registry.Stack}.", "Name the manifest of that stack with -f, or make a new plan with `carpool preview --out`.", plan.Stack));
        }

        if (PlanFit.Find(plan, reading.Cluster) is { Count: > 0 } stranger) return Stacks.Wanted.Refused(stranger);
        IReadOnlyList<Change> changes = [.. reading.ChangesTo(plan.Desired, plan.MadeAt).Where(change => plan.Touches(change.App))];
        if (changes.Count == 0) return new(plan.Desired, [], []);
        var shared = Reading.SharedDatabases(reading.Server, reading.Surroundings, reading.Registry.Home);
        return new(plan.Desired, changes, [.. reading.Conflicts, .. PlanFit.Find(plan, SavedPlan.BasisOf(reading.Registry.Apps, plan.TouchedApps), shared, changes)]);
    }
}
