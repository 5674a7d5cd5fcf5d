using Carpool.State;

namespace Carpool.Sql;

/// <summary>Statements about memberships, in the grammar of the server's version: options and grantors can be named from 16.</summary>
internal static class MembershipSql
{
    public static SqlText Grant(Membership membership, Server server)
    {
        var (role, member, admin) = (membership.Role, membership.Member, membership.Admin);
        if (!server.HasMembershipOptions) return admin ? (SqlText)$"GRANT {role} TO {member} WITH ADMIN OPTION" : $"GRANT {role} TO {member}";
        var (inherit, set) = (Keyword.Of(membership.Inherit), Keyword.Of(membership.Set));
        return admin
            ? (SqlText)$"GRANT {role} TO {member} WITH INHERIT {inherit}, SET {set}, ADMIN TRUE"
            : $"GRANT {role} TO {member} WITH INHERIT {inherit}, SET {set}";
    }

    public static SqlText Revoke(Membership membership, Server server) => server.HasMembershipOptions && membership.Grantor is { } grantor
        ? (SqlText)$"REVOKE {membership.Role} FROM {membership.Member} GRANTED BY {grantor} CASCADE"
        : $"REVOKE {membership.Role} FROM {membership.Member} CASCADE";

    /// <summary>What a superuser is asked to run so that the admin may alter a role, grant it and borrow it, and holds nothing of it.</summary>
    public static SqlText Govern(RoleName role, RoleName admin, Server server) => server.HasMembershipOptions
        ? (SqlText)$"GRANT {role} TO {admin} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE"
        : $"ALTER ROLE {admin} CREATEROLE";

    /// <summary>The admin's own membership for the length of a transaction; see <see cref="GiveBack"/>.</summary>
    public static SqlText Borrow(RoleName role, Server server) => server.HasMembershipOptions
        ? (SqlText)$"GRANT {role} TO CURRENT_USER WITH INHERIT TRUE, SET TRUE"
        : $"GRANT {role} TO CURRENT_USER";

    /// <summary>Only the admin's own grant: the creator's ADMIN row, from the bootstrap superuser, stays.</summary>
    public static SqlText GiveBack(RoleName role, Server server) => server.HasMembershipOptions
        ? (SqlText)$"REVOKE {role} FROM CURRENT_USER GRANTED BY CURRENT_USER"
        : $"REVOKE {role} FROM CURRENT_USER";
}
