using Carpool.State;

namespace Carpool.Diff;

/// <summary>Whatever is in an app's database belongs to its owner: a login that owned a table could not be replaced, and a neighbour's would be a way in.</summary>
internal static class ObjectOwnerDiff
{
    public static IEnumerable<Change> Between(ClusterState actual, ClusterState desired)
    {
        var apps = new Ownership(desired);
        return
        [
            .. from set in actual.Objects
               where apps.Find(set.Database) is not null && set.Owner != apps.OwnerIn(set.Database) && !set.FollowsTable
               from name in set.Names
               select new Change.ChangeOwner(apps.Of(set.Database), set.Database, TypeOf(set.Kind), name, set.Owner, apps.OwnerIn(set.Database)),
            .. from set in actual.OwnedObjects
               where apps.Find(set.Database) is not null && set.Owner != apps.OwnerIn(set.Database)
               from name in set.Names
               select new Change.ChangeOwner(apps.Of(set.Database), set.Database, set.Type, name, set.Owner, apps.OwnerIn(set.Database)),
        ];
    }

    /// <summary>ALTER TABLE takes views and sequences too, and ALTER ROUTINE functions, procedures and aggregates.</summary>
    private static string TypeOf(ObjectKind kind) => kind is ObjectKind.Functions ? "routine" : "table";
}
