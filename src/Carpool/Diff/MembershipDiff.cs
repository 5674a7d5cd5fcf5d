using Carpool.State;

namespace Carpool.Diff;

/// <summary>
/// Memberships in owners and logins. Whatever is not desired goes, whoever granted it: a path from another app's role is an open wall,
/// and an admin with SET or INHERIT on every owner is a bridge between all of them.
/// </summary>
internal static class MembershipDiff
{
    public static IEnumerable<Change> Between(ClusterState actual, ClusterState desired)
    {
        var apps = new Ownership(desired);
        var governed = desired.Roles.Select(role => role.Name).ToHashSet();
        var leaving = AppDiff.LeavingLogins(actual, desired);
        var have = actual.Memberships.Where(membership => governed.Contains(membership.Role) && !leaving.Contains(membership.Member)).ToList();
        foreach (var wanted in desired.Memberships.Where(wanted => !have.Exists(row => Satisfies(row, wanted))))
        {
            yield return new Change.GrantMembership(apps.Of(wanted.Role), wanted);
        }

        foreach (var row in have.Where(row => !desired.Memberships.Any(wanted => Satisfies(row, wanted))))
        {
            yield return new Change.RevokeMembership(apps.Of(row.Role), row);
        }
    }

    private static bool Satisfies(Membership row, Membership wanted) => row with { Grantor = null } == wanted;
}
