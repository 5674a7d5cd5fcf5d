using Carpool.State;

namespace Carpool.Diff;

/// <summary>
/// The tables that sync engines follow: whole old rows where an engine needs them, on each partition as well, and membership in the publication
/// where Carpool says what is published. An engine that says it itself takes out whatever it has no use for, and is left alone.
/// </summary>
internal static class PublishedTableDiff
{
    public static IEnumerable<Change> Between(ClusterState actual, ClusterState desired)
    {
        var apps = new Ownership(desired);
        var owners = desired.Publications.ToDictionary(publication => (publication.Database, publication.Name), publication => publication.Owner);
        foreach (var table in actual.SyncTables.Where(table => apps.Find(table.Database) is not null))
        {
            var app = apps.Of(table.Database);
            foreach (var scope in desired.SyncScopes.Where(scope => scope.Database == table.Database && scope.FillsPublication))
            {
                var isPublished = table.Publications.Any(publication => publication.Name == scope.Publication);
                var owner = owners[(scope.Database, scope.Publication)];
                if (scope.Publishes(table) == isPublished || table.Kind is SyncTableKind.Other) continue;
                yield return isPublished
                    ? new Change.UnpublishTable(app, table.Database, scope.Publication, owner, table.Name)
                    : new Change.PublishTable(app, table.Database, scope.Publication, owner, table.Name);
            }

            if (table.Kind is not SyncTableKind.Other && table.Identity is not ReplicaIdentity.Full && desired.SyncScopes.Any(scope => scope.IsFull && scope.Covers(table)))
            {
                yield return new Change.ChangeReplicaIdentity(app, table.Database, table.Name, table.Identity, ReplicaIdentity.Full);
            }
        }
    }
}
