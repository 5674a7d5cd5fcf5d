using Carpool.State;

namespace Carpool.Diff;

/// <summary>Privileges on the governed schemas.</summary>
internal static class SchemaGrantDiff
{
    public static IEnumerable<Change> Between(ClusterState actual, ClusterState desired)
    {
        var apps = new Ownership(desired);
        var owners = desired.Schemas.ToDictionary(schema => (schema.Database, schema.Name), schema => schema.Owner);
        var have = actual.SchemaGrants.Where(grant => owners.ContainsKey((grant.Database, grant.Schema))).ToList();
        var held = have.Select(Key).ToHashSet(StringComparer.Ordinal);
        var wanted = desired.SchemaGrants.Select(Key).ToHashSet(StringComparer.Ordinal);
        foreach (var grant in desired.SchemaGrants.Where(grant => !held.Contains(Key(grant))))
        {
            yield return new Change.GrantOnSchema(apps.Of(grant.Database), grant, owners[(grant.Database, grant.Schema)]);
        }

        // What a schema's new owner was granted before becomes ownership
        foreach (var grant in have.Where(row => row.Grantee != new Grantee.Role(owners[(row.Database, row.Schema)])
            && !wanted.Contains(Key(row))))
        {
            yield return new Change.RevokeOnSchema(apps.Of(grant.Database), grant, owners[(grant.Database, grant.Schema)]);
        }
    }

    private static string Key(SchemaGrant grant) => KeyedDiff.Key(grant.Database, grant.Schema, grant.Grantee is Grantee.Public ? null : grant.Grantee, grant.Privilege);
}
