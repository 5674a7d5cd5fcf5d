using Carpool.State;

namespace Carpool.Diff;

/// <summary>
/// Publications of sync engines. One that is not desired goes if it bears Carpool's mark, or if the login that owns it leaves: what an engine
/// made for itself stays as long as the engine does.
/// </summary>
internal static class PublicationDiff
{
    public static IEnumerable<Change> Between(ClusterState actual, ClusterState desired)
    {
        var apps = new Ownership(desired);
        var diff = Diff(actual, desired, apps);
        foreach (var wanted in diff.Missing) yield return new Change.CreatePublication(apps.Of(wanted.Database), Marked(wanted, [], actual, desired));
        foreach (var (from, wanted) in diff.Common)
        {
            var to = Marked(wanted, from.Mark.Identities, actual, desired);
            if (from != to) yield return new Change.AlterPublication(apps.Of(to.Database), from, to);
        }
    }

    /// <summary>Those that go: before the logins do.</summary>
    public static IEnumerable<Change> Leaving(ClusterState actual, ClusterState desired)
    {
        var apps = new Ownership(desired);
        var leaving = AppDiff.LeavingRoles(actual, desired);
        return
            from publication in Diff(actual, desired, apps).Extra
            where publication.Mark.Role is not null || leaving.Contains(publication.Owner)
            select new Change.DropPublication(apps.Of(publication.Database), publication, apps.OwnerIn(publication.Database), [.. Restored(publication, actual, desired)]);
    }

    private static KeyedDiff<SyncPublication> Diff(ClusterState actual, ClusterState desired, Ownership apps) => KeyedDiff.Between(
        actual.Publications.Where(publication => apps.Find(publication.Database) is not null), desired.Publications, publication => KeyedDiff.Key(publication.Database, publication.Name));

    /// <summary>The mark remembers each table whose identity changes for the engine, before it does.</summary>
    private static SyncPublication Marked(SyncPublication wanted, EquatableList<FormerIdentity> known, ClusterState actual, ClusterState desired)
    {
        var scopes = desired.SyncScopes.Where(scope => scope.Database == wanted.Database && scope.Publication == wanted.Name && scope.IsFull).ToList();
        var changed = actual.SyncTables
            .Where(table => table.Identity is not ReplicaIdentity.Full && scopes.Exists(scope => scope.Covers(table)) && known.All(former => former.Table != table.Name))
            .Select(table => new FormerIdentity(table.Name, table.Identity, table.IdentityIndex));
        return wanted with { Mark = wanted.Mark with { Identities = [.. known.Concat(changed).OrderBy(former => former.Table.Text, StringComparer.Ordinal)] } };
    }

    /// <summary>The tables that are still as the engine needed them, and that no other one needs so.</summary>
    private static IEnumerable<FormerIdentity> Restored(SyncPublication publication, ClusterState actual, ClusterState desired) =>
        from former in publication.Mark.Identities
        from table in actual.SyncTables
        where table.Database == publication.Database && table.Name == former.Table && table.Identity is ReplicaIdentity.Full
        where !desired.SyncScopes.Any(scope => scope.IsFull && scope.Covers(table))

        // Without a key, somebody else's publication would keep the app from changing a row
        where table.HasPrimaryKey || former.Identity is ReplicaIdentity.Index || table.Publications.All(other => other.Name == publication.Name)
        select former;
}
