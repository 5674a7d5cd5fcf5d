namespace Carpool.State;

/// <summary>
/// Whose sessions the admin can end, and whose grants it can take back: pg_terminate_backend wants a superuser, pg_signal_backend, or
/// membership in the session's role.
/// </summary>
internal sealed class AdminPower(Surroundings surroundings, Server server)
{
    /// <summary>A superuser's sessions are only a superuser's to end. Membership can be granted to oneself: up to 15 by CREATEROLE, from 16 with ADMIN on the role.</summary>
    public bool Reaches(RoleName role)
    {
        var admin = server.Admin;
        if (admin.IsSuperuser || role == admin.Name) return true;
        if (surroundings.IsSuperuser(role)) return false;
        return admin.MaySignalBackends
            || MayBorrow(role)
            || surroundings.Memberships.Any(membership => membership.Role == role && membership.Member == admin.Name && membership.Inherit);
    }

    /// <summary>
    /// The owners of what is in a database whose membership the admin borrows to take back what they granted: a plain admin's REVOKE, and so
    /// its DROP OWNED, does nothing to another's grants. None for a superuser, who acts as each object's owner.
    /// </summary>
    public IReadOnlyList<RoleName> OwnersIn(DatabaseName database) => server.Admin.IsSuperuser ? [] :
    [
        .. surroundings.Dependencies.Where(dependency => dependency.Kind is DependencyKind.Owns && dependency.Database == database && dependency.Role != server.Admin.Name && MayBorrow(dependency.Role))
            .Select(dependency => dependency.Role)
            .Distinct(),
    ];

    /// <summary>Of these, whose membership the admin borrows to act for them: none for a superuser, and not its own.</summary>
    public IReadOnlyList<RoleName> Borrowed(IEnumerable<RoleName> roles) =>
        server.Admin.IsSuperuser ? [] : [.. roles.Distinct().Where(role => role != server.Admin.Name && role.Value != "pg_database_owner")];

    /// <summary>True where the admin may do what the role may, if only for the length of a transaction.</summary>
    public bool MayActAs(RoleName role) => server.Admin.IsSuperuser || role == server.Admin.Name || MayBorrow(role);

    /// <summary>True where the admin may alter the role, and grant it to others.</summary>
    public bool MayGovern(RoleName role) => server.Admin.IsSuperuser || MayBorrow(role);

    /// <summary>True where the admin's REVOKE reaches the very row: from 16 each is its grantor's, and a superuser's is nobody else's to take back.</summary>
    public bool MayRevoke(Membership membership) =>
        server.Admin.IsSuperuser || (MayBorrow(membership.Role) && (!server.HasMembershipOptions || membership.Grantor == server.Admin.Name));

    /// <summary>
    /// True where the admin may plant the parameter for others, and take it away: its own role's parameters are everybody's, one that
    /// is for superusers wants SET on it (from 15), and so does one that nothing has defined yet.
    /// </summary>
    public bool MaySet(string parameter) => server.Admin.IsSuperuser || parameter == "role" || surroundings.SettableParameters.Contains(parameter);

    private bool MayBorrow(RoleName role) =>
        !surroundings.IsSuperuser(role)
        && (server.HasMembershipOptions
            ? surroundings.Memberships.Any(membership => membership.Role == role && membership.Member == server.Admin.Name && membership.Admin)
            : server.Admin.CanCreateRoles);
}
