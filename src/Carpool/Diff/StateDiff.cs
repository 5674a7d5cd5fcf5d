using Carpool.State;

namespace Carpool.Diff;

/// <summary>What has to change for the actual state to become the desired one.</summary>
public static class StateDiff
{
    /// <summary>The changes, in the order of the families; equal states give none. <paramref name="now"/> names what is quarantined.</summary>
    public static IReadOnlyList<Change> Between(ClusterState actual, ClusterState desired, DateTimeOffset now)
    {
        var inside = InsideWithout(AppDiff.LeavingRoles(actual, desired), actual);
        return
        [
            .. SlotDiff.Leaving(actual, desired),
            .. PublicationDiff.Leaving(actual, desired),
            .. AppDiff.Between(actual, desired, now),
            .. RoleDiff.Between(actual, desired),
            .. CredentialDiff.Between(actual, desired),
            .. MembershipDiff.Between(actual, desired),
            .. DatabaseDiff.Between(actual, desired),
            .. DatabaseGrantDiff.Between(actual, desired),
            .. SettingDiff.Between(actual, desired),
            .. SchemaDiff.Between(inside, desired),
            .. ObjectOwnerDiff.Between(inside, desired),
            .. SchemaGrantDiff.Between(inside, desired),
            .. ObjectGrantDiff.Between(inside, desired),
            .. DefaultPrivilegesDiff.Between(inside, desired),
            .. ExtensionDiff.Between(inside, desired),
            .. PublicationDiff.Between(actual, desired),
            .. PublishedTableDiff.Between(actual, desired),
            .. SlotDiff.Between(actual, desired),
        ];
    }

    /// <summary>What roles that leave hold inside goes with them (DROP OWNED), and once they are gone cannot be revoked from them.</summary>
    private static ClusterState InsideWithout(IReadOnlySet<RoleName> leaving, ClusterState actual) => leaving.Count == 0 ? actual : actual with
    {
        SchemaGrants = [.. actual.SchemaGrants.Where(grant => Stays(grant.Grantee, leaving))],
        DefaultPrivileges = [.. actual.DefaultPrivileges.Select(row => row with { Grants = [.. row.Grants.Where(grant => Stays(grant.Grantee, leaving))] })],
        Objects = [.. actual.Objects.Select(set => set with { Grants = [.. set.Grants.Where(grant => Stays(grant.Grantee, leaving))] })],
        ColumnGrants = [.. actual.ColumnGrants.Where(grant => Stays(grant.Grantee, leaving))],
    };

    private static bool Stays(Grantee grantee, IReadOnlySet<RoleName> leaving) => grantee is not Grantee.Role role || !leaving.Contains(role.Name);
}
