using Carpool.State;

namespace Carpool.Diff;

/// <summary>The schemas that are governed. What else an app makes in its database is its own.</summary>
internal static class SchemaDiff
{
    private static readonly SchemaName PublicSchema = new("public");

    public static IEnumerable<Change> Between(ClusterState actual, ClusterState desired)
    {
        var apps = new Ownership(desired);
        var diff = KeyedDiff.Between(actual.Schemas, desired.Schemas, schema => KeyedDiff.Key(schema.Database, schema.Name));

        // An app may drop its `public`; a database whose inside was never seen still has the one it was born with
        foreach (var schema in diff.Missing.Where(schema => schema.Name != PublicSchema || !actual.SeenInside.Contains(schema.Database)))
        {
            yield return new Change.CreateSchema(apps.Of(schema.Database), schema);
        }

        foreach (var (from, to) in diff.Common.Where(pair => pair.Actual != pair.Desired))
        {
            yield return new Change.AlterSchema(apps.Of(to.Database), from, to);
        }
    }
}
