using Carpool.State;

namespace Carpool.Diff;

/// <summary>The apps' databases.</summary>
internal static class DatabaseDiff
{
    public static IEnumerable<Change> Between(ClusterState actual, ClusterState desired)
    {
        var apps = new Ownership(desired);
        var wanted = desired.Databases.Select(database => database.Name).ToHashSet();
        var diff = KeyedDiff.Between(actual.Databases.Where(database => wanted.Contains(database.Name)), desired.Databases, database => database.Name.Value);
        foreach (var database in diff.Missing) yield return new Change.CreateDatabase(apps.Of(database.Name), database);

        // A locale cannot change in place: one that differs is a conflict
        foreach (var (from, to) in diff.Common.Select(pair => (pair.Actual with { Locale = pair.Desired.Locale }, pair.Desired)).Where(pair => pair.Item1 != pair.Desired))
        {
            yield return new Change.AlterDatabase(apps.Of(to.Name), from, to);
        }
    }
}
