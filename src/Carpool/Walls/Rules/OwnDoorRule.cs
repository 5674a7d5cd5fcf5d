using Carpool.Diagnostics;
using Carpool.Sql;

namespace Carpool.Walls.Rules;

/// <summary>What a tenant could do to its own wall: open it, or pass itself on.</summary>
internal static class OwnDoorRule
{
    public static IEnumerable<Diagnostic> Find(WallView view)
    {
        foreach (var tenant in view.Tenancy.Tenants)
        {
            foreach (var key in view.KeysOf(tenant.Database).Where(key => key.OpensItself))
            {
                if (EntryRule.Trail(view, tenant, view.LoginsOf(tenant), key) is { } trail)
                {
                    yield return WallCodes.OwnDoor.With($"{trail} → {key.Words}: it could open it to anybody.", key.Taming, trail.Start.Value);
                }
            }

            foreach (var membership in view.Surroundings.Memberships.Where(row => row.Admin && tenant.Roles.Contains(row.Member) && tenant.Roles.Contains(row.Role)))
            {
                yield return WallCodes.PassesOn.With(
                    $"{membership.Member} of {tenant} → member of {membership.Role} (ADMIN): it could let anybody act as {membership.Role}.",
                    Closing.BySuperuser(view.Server.HasMembershipOptions && membership.Grantor is { } grantor
                        ? (SqlText)$"REVOKE ADMIN OPTION FOR {membership.Role} FROM {membership.Member} GRANTED BY {grantor} CASCADE"
                        : $"REVOKE ADMIN OPTION FOR {membership.Role} FROM {membership.Member} CASCADE"),
                    membership.Member.Value);
            }
        }
    }
}
