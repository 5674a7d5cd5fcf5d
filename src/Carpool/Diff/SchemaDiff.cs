using Carpool.State;

namespace Carpool.Diff;

/// <summary>The schemas that the manifest asks for, and the owner of those that an app has made besides.</summary>
internal static class SchemaDiff
{
    public static IEnumerable<Change> Between(ClusterState actual, ClusterState desired)
    {
        var apps = new Ownership(desired);
        var diff = KeyedDiff.Between(actual.Schemas, desired.Schemas, schema => KeyedDiff.Key(schema.Database, schema.Name));

        // An app may drop its `public`; a database whose inside was never seen still has the one it was born with
        foreach (var schema in diff.Missing.Where(schema => schema.Name != SchemaName.Public || !actual.SeenInside.Contains(schema.Database)))
        {
            yield return new Change.CreateSchema(apps.Of(schema.Database), schema);
        }

        // A schema that cannot be governed is not desired: `public` on 14, which is the bootstrap superuser's
        var others = diff.Extra.Where(schema => schema.Name != SchemaName.Public && apps.Find(schema.Database) is not null)
            .Select(schema => (Actual: schema, Desired: schema with { Owner = apps.OwnerIn(schema.Database) }));
        foreach (var (from, to) in diff.Common.Concat(others).Where(pair => pair.Actual != pair.Desired))
        {
            yield return new Change.AlterSchema(apps.Of(to.Database), from, to);
        }
    }
}
