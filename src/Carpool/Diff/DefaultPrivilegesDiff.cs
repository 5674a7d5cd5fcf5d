using Carpool.State;

namespace Carpool.Diff;

/// <summary>Default privileges of the owners: what the objects they make from now on give away.</summary>
internal static class DefaultPrivilegesDiff
{
    public static IEnumerable<Change> Between(ClusterState actual, ClusterState desired)
    {
        var apps = new Ownership(desired);
        var owners = desired.Apps.Select(app => (app.Database, app.Owner)).ToHashSet();
        var diff = KeyedDiff.Between(
            actual.DefaultPrivileges.Where(row => owners.Contains((row.Database, row.Creator))),
            desired.DefaultPrivileges,
            row => KeyedDiff.Key(row.Database, row.Creator, row.Schema, row.Kind));
        foreach (var wanted in diff.Missing) yield return new Change.ChangeDefaultPrivileges(apps.Of(wanted.Database), null, wanted);
        foreach (var (from, to) in diff.Common.Where(pair => pair.Actual != pair.Desired))
        {
            yield return new Change.ChangeDefaultPrivileges(apps.Of(to.Database), from, to);
        }

        // Rows beyond those are the app's own affair, but for what they give to anybody who is not the owner anyway
        foreach (var row in diff.Extra)
        {
            var app = desired.Apps.First(app => app.Database == row.Database);
            var kept = row.Grants.Where(grant => row.BuiltIn.Contains(grant) || (grant.Grantee is Grantee.Role role && app.IsOwners(role.Name))).ToList();
            if (kept.Count < row.Grants.Count) yield return new Change.ChangeDefaultPrivileges(app.Name, row, row with { Grants = [.. kept] });
        }
    }
}
