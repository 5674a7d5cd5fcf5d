using Carpool.State;

namespace Carpool.Diff;

/// <summary>What has to change for the actual state to become the desired one.</summary>
public static class StateDiff
{
    /// <summary>The changes, in the order of the families; equal states give none. <paramref name="now"/> names what is quarantined.</summary>
    public static IReadOnlyList<Change> Between(ClusterState actual, ClusterState desired, DateTimeOffset now) =>
    [
        .. AppDiff.Between(actual, desired, now),
        .. RoleDiff.Between(actual, desired),
        .. CredentialDiff.Between(actual, desired),
        .. MembershipDiff.Between(actual, desired),
        .. DatabaseDiff.Between(actual, desired),
        .. DatabaseGrantDiff.Between(actual, desired),
        .. SettingDiff.Between(actual, desired),
        .. SchemaDiff.Between(actual, desired),
        .. SchemaGrantDiff.Between(actual, desired),
        .. DefaultPrivilegesDiff.Between(actual, desired),
    ];
}
