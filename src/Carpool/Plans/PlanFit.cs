using System.Globalization;
using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.State;

namespace Carpool.Plans;

/// <summary>
/// Whether a saved plan still fits the cluster: the very changes that it holds are what its apps still need. Neighbours, and what apps
/// do with their own tables and sessions, make no difference.
/// </summary>
internal static class PlanFit
{
    private const int Told = 3;

    /// <summary>Why the plan is none for this cluster; empty where it is.</summary>
    public static IReadOnlyList<Diagnostic> Find(SavedPlan plan, ClusterIdentity cluster)
    {
        var made = plan.Cluster;
        if ((made.Admin, made.AdminOid) != (cluster.Admin, cluster.AdminOid))
        {
            return [CatalogCodes.PlanOfAnotherAdmin.With(
                made.Admin == cluster.Admin ? $"The plan was made as an admin {made.Admin} that is gone: a new role has its name." : $"The plan was made as admin {made.Admin}, and this is {cluster.Admin}.",
                "Connect as the same admin, or make a new plan with `carpool preview --out`.",
                made.Admin.Value)];
        }

        return made == cluster ? [] : [CatalogCodes.PlanOfAnotherCluster.With(
            $"The plan was made for another cluster: {FactDifference.Between(made, cluster)}.",
            "Connect to the cluster that it was made for, or make a new plan with `carpool preview --out`.",
            made.Host)];
    }

    /// <summary>What differs from what the plan was made from; empty where it fits.</summary>
    /// <param name="apps">What the registry holds now of the plan's apps.</param>
    /// <param name="shared">The databases that all apps share.</param>
    /// <param name="changes">What the plan's apps need now to become what the plan wants.</param>
    public static IReadOnlyList<Diagnostic> Find(SavedPlan plan, IReadOnlyList<App> apps, IReadOnlyList<SharedDatabase> shared, IReadOnlyList<Change> changes) =>
    [
        .. plan.TouchedApps.Order(StringComparer.Ordinal).Select(app => Misfit(
            app,
            [
                .. Records([.. plan.Apps.Where(known => known.Name == app)], [.. apps.Where(known => known.Name == app)]),
                .. Changes([.. plan.Changes.Where(change => change.App == app)], [.. changes.Where(change => change.App == app)]),
            ])).OfType<Diagnostic>(),
        .. new[]
        {
            Misfit(null,
            [
                .. plan.Desired.SharedDatabases.Select(database => Shared(database, shared)).OfType<string>(),
                .. Changes([.. plan.Changes.Where(change => change.App is null)], [.. changes.Where(change => change.App is null)]),
            ]),
        }.OfType<Diagnostic>(),
    ];

    private static Diagnostic? Misfit(string? app, IReadOnlyList<string> differences) => differences.Count == 0 ? null : CatalogCodes.PlanNoLongerFits.With(
        $"The plan no longer fits {(app is null ? "the shared databases" : $"app {app}")}: {string.Join("; ", differences.Take(Told))}{(differences.Count > Told ? string.Create(CultureInfo.InvariantCulture, $"; and {differences.Count - Told} more") : "")}.",
        "Make a new plan with `carpool preview --out`, and look at it.",
        app);

    private static IEnumerable<string> Records(IReadOnlyList<App> then, IReadOnlyList<App> now)
    {
        if (then.Count != now.Count) return [now.Count == 0 ? "the registry holds it no more" : "the registry did not hold it so"];
        return then.Zip(now, FactDifference.Between).OfType<string>().Select(difference => $"in the registry, {difference}");
    }

    private static string? Shared(SharedDatabase then, IReadOnlyList<SharedDatabase> shared) => shared.FirstOrDefault(database => database.Name == then.Name) is { } now
        ? FactDifference.Between(then, now) is { } difference ? $"of database {then.Name}, {difference}" : null
        : $"database {then.Name} is gone";

    private static IEnumerable<string> Changes(IReadOnlyList<Change> then, IReadOnlyList<Change> now)
    {
        var (left, right) = (Without(then, now), Without(now, then));
        foreach (var change in left)
        {
            var other = right.Find(candidate => KeyOf(candidate) == KeyOf(change));
            if (other is not null) right.Remove(other);
            yield return other is null
                ? $"{change.Kind} {change.Name} is to be {Done(change)} no more"
                : $"of {change.Kind} {change.Name}, {FactDifference.Between(change, other)}";
        }

        foreach (var change in right) yield return $"{change.Kind} {change.Name} is to be {Done(change)} as well";
    }

    /// <summary>Equal are changes that hold the same facts: the lists within them are equal by what is in them.</summary>
    private static List<Change> Without(IReadOnlyList<Change> changes, IReadOnlyList<Change> others)
    {
        var known = others.Select(PlanJson.Compactly).ToHashSet(StringComparer.Ordinal);
        return [.. changes.Where(change => !known.Contains(PlanJson.Compactly(change)))];
    }

    /// <summary>Which object a change is about, and what happens to it.</summary>
    private static string KeyOf(Change change) => KeyedDiff.Key(change.Kind, change.Name, change.Database, change.Action);

    private static string Done(Change change) => change.Action switch
    {
        ChangeAction.Create => "created",
        ChangeAction.Update => "updated",
        ChangeAction.Delete => "deleted",
        _ => throw new InvalidOperationException($"{change.Action} has no name"),
    };
}
