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
        var leaving = AppDiff.LeavingRoles(actual, desired);
        var handover = new Handover(actual, desired);

        // What a login of somebody else's was a member of goes when it becomes the app's; later memberships elsewhere are told by `verify`
        var have = actual.Memberships.Where(membership => (governed.Contains(membership.Role) || handover.Concerns(apps.Find(membership.Member))) && !leaving.Contains(membership.Member) && !leaving.Contains(membership.Role)).ToList();
        var held = have.Select(Anybodys).ToHashSet();
        foreach (var wanted in desired.Memberships.Where(wanted => !held.Contains(wanted)))
        {
            yield return new Change.GrantMembership(apps.Of(wanted.Role), wanted);
        }

        var allowed = desired.Memberships.ToHashSet();
        foreach (var row in have.Where(row => !allowed.Contains(Anybodys(row))))
        {
            yield return new Change.RevokeMembership(apps.Find(row.Role) ?? apps.Of(row.Member), row);
        }
    }

    /// <summary>Whoever granted it: a desired membership names nobody.</summary>
    private static Membership Anybodys(Membership membership) => membership with { Grantor = null };
}
