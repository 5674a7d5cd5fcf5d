using Carpool.State;

namespace Carpool.Diff;

/// <summary>Privileges on schemas: those that the manifest asks for, and the rest of an app's database, which the owner's default privileges speak of.</summary>
internal static class SchemaGrantDiff
{
    public static IEnumerable<Change> Between(ClusterState actual, ClusterState desired)
    {
        var (apps, scope) = (new Ownership(desired), new GrantScope(desired));
        var asked = desired.Schemas.Select(schema => (schema.Database, schema.Name)).ToHashSet();
        var others = actual.Schemas
            .Where(schema => apps.Find(schema.Database) is not null && !asked.Contains((schema.Database, schema.Name)) && schema.Name != SchemaName.Public)
            .ToList();
        var governed = desired.Schemas.Concat(others).Select(schema => (schema.Database, schema.Name)).ToHashSet();
        var wanted = desired.SchemaGrants
            .Concat(from schema in others
                    from row in desired.DefaultPrivileges
                    where row.Database == schema.Database && row is { Kind: ObjectKind.Schemas, Schema: null }
                    from grant in row.Grants
                    select new SchemaGrant(schema.Database, schema.Name, grant.Grantee, grant.Privilege, Grantor: null, IsGrantable: false))
            .ToList();

        var have = actual.SchemaGrants.Where(grant => governed.Contains((grant.Database, grant.Schema))).ToList();
        var held = have.Select(Key).ToHashSet(StringComparer.Ordinal);
        foreach (var grant in wanted.Where(grant => !held.Contains(Key(grant))))
        {
            yield return new Change.GrantOnSchema(apps.Of(grant.Database), grant, apps.OwnerIn(grant.Database));
        }

        // A schema that the manifest asks for is closed to PUBLIC in any case
        var keys = wanted.Select(Key).ToHashSet(StringComparer.Ordinal);
        foreach (var grant in have.Where(row => !keys.Contains(Key(row))
            && (scope.Covers(row.Database, row.Grantee) || (row.Grantee is Grantee.Public && asked.Contains((row.Database, row.Schema))))))
        {
            yield return new Change.RevokeOnSchema(apps.Of(grant.Database), grant, apps.OwnerIn(grant.Database));
        }
    }

    private static string Key(SchemaGrant grant) => KeyedDiff.Key(grant.Database, grant.Schema, grant.Grantee is Grantee.Public ? null : grant.Grantee, grant.Privilege);
}
