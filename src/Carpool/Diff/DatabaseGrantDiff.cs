using Carpool.State;

namespace Carpool.Diff;

/// <summary>Privileges on databases. On an app's own every grant is governed; on a shared one only what PUBLIC holds and what we add.</summary>
internal static class DatabaseGrantDiff
{
    public static IEnumerable<Change> Between(ClusterState actual, ClusterState desired)
    {
        var apps = new Ownership(desired);
        var made = actual.Databases.Select(database => database.Name).ToHashSet();
        var shared = desired.SharedDatabases.Where(database => database.MayClose).Select(database => database.Name).ToHashSet();
        var owners = desired.Databases.ToDictionary(database => database.Name, database => database.Owner);
        var have = actual.DatabaseGrants
            // What its owner-to-be holds becomes the owner's own
            .Where(grant => !(grant.Grantee is Grantee.Role holder && owners.GetValueOrDefault(grant.Database) == holder.Name))
            .Where(grant => (apps.Find(grant.Database) is not null && made.Contains(grant.Database)) || (shared.Contains(grant.Database)))
            .ToList();
        var wanted = desired.DatabaseGrants.Select(Key).ToHashSet(StringComparer.Ordinal);

        // What somebody else passed on goes with their right to do so: only the owner's grant is one to keep
        var grantors = actual.Databases.Select(database => (database.Name, database.Owner)).Concat(desired.SharedDatabases.Select(database => (database.Name, database.Owner))).ToHashSet();
        var held = have.Where(grant => grant.Grantor is null || grantors.Contains((grant.Database, grant.Grantor))).Select(Key).ToHashSet(StringComparer.Ordinal);
        foreach (var grant in desired.DatabaseGrants.Where(grant => !held.Contains(Key(grant))))
        {
            yield return new Change.GrantOnDatabase(apps.Find(grant.Database), grant);
        }

        var leaving = AppDiff.LeavingRoles(actual, desired);
        foreach (var grant in have.Where(grant => (!shared.Contains(grant.Database) || grant.Grantee is Grantee.Public) && !(grant.Grantee is Grantee.Role role && leaving.Contains(role.Name))))
        {
            if (!wanted.Contains(Key(grant))) yield return new Change.RevokeOnDatabase(apps.Find(grant.Database), grant, OnlyGrantOption: false);
            else if (grant.IsGrantable) yield return new Change.RevokeOnDatabase(apps.Find(grant.Database), grant, OnlyGrantOption: true);
        }
    }

    private static string Key(DatabaseGrant grant) => KeyedDiff.Key(grant.Database, grant.Grantee is Grantee.Public ? null : grant.Grantee, grant.Privilege);
}
