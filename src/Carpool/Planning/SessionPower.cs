using Carpool.State;

namespace Carpool.Planning;

/// <summary>Whose sessions the admin can end: pg_terminate_backend wants a superuser, pg_signal_backend, or membership in the session's role.</summary>
internal sealed class SessionPower(Surroundings surroundings, Server server)
{
    /// <summary>A superuser's sessions are only a superuser's to end. Membership can be granted to oneself: up to 15 by CREATEROLE, from 16 with ADMIN on the role.</summary>
    public bool Reaches(RoleName role)
    {
        var admin = server.Admin;
        if (admin.IsSuperuser || role == admin.Name) return true;
        if (surroundings.Roles.Any(listing => listing.Role.Name == role && listing.Role.Attributes.HasFlag(RoleAttributes.Superuser))) return false;
        return admin.MaySignalBackends
            || (!server.HasMembershipOptions && admin.CanCreateRoles)
            || surroundings.Memberships.Any(membership => membership.Role == role && membership.Member == admin.Name && (membership.Admin || membership.Inherit));
    }
}
