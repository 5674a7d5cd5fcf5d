using Carpool.State;

namespace Carpool.Diff;

/// <summary>
/// Replication slots of sync engines. That one lacks failover is told, and not mended: only the replication protocol can, and a slot that is made
/// anew has lost what its reader did not read yet.
/// </summary>
internal static class SlotDiff
{
    public static IEnumerable<Change> Between(ClusterState actual, ClusterState desired)
    {
        var apps = new Ownership(desired);
        return Diff(actual, desired, apps).Missing.Select(slot => new Change.CreateSlot(apps.Of(slot.Database), slot));
    }

    /// <summary>Those whose engine leaves, and those of apps that go into quarantine: there they would keep the server's log until the disk is full.</summary>
    public static IEnumerable<Change> Leaving(ClusterState actual, ClusterState desired)
    {
        var apps = new Ownership(desired);
        var leaving = AppDiff.LeavingRoles(actual, desired);
        foreach (var slot in Diff(actual, desired, apps).Extra)
        {
            var readers = ReadersIn(actual, slot.Database);
            yield return new Change.DropSlot(apps.Of(slot.Database), slot, readers, AreLeaving: readers.Count > 0 && readers.All(leaving.Contains));
        }

        foreach (var app in actual.Apps.Where(app => app.Standing is AppStanding.Live or AppStanding.Leaving && app.OnRemove is OnRemove.Quarantine && desired.Apps.All(other => other.Name != app.Name)))
        {
            foreach (var slot in actual.Slots.Where(slot => slot.Database == app.Database)) yield return new Change.DropSlot(app.Name, slot, ReadersIn(actual, slot.Database), AreLeaving: true);
        }
    }

    private static KeyedDiff<SyncSlot> Diff(ClusterState actual, ClusterState desired, Ownership apps) => KeyedDiff.Between(
        actual.Slots.Where(slot => apps.Find(slot.Database) is not null), desired.Slots, slot => KeyedDiff.Key(slot.Database, slot.Name));

    private static IReadOnlyList<RoleName> ReadersIn(ClusterState actual, DatabaseName database) =>
        [.. actual.Apps.Where(app => app.Database == database).SelectMany(app => app.Logins).Where(login => login.Access is Access.Sync).Select(login => login.Name)];
}
