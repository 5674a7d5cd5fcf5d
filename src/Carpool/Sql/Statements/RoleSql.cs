using Carpool.State;

namespace Carpool.Sql;

/// <summary>
/// Statements about roles. ALTER names only what changes: a non-superuser that restates NOSUPERUSER, or on 14 and 15 NOREPLICATION or
/// NOBYPASSRLS, is refused.
/// </summary>
internal static class RoleSql
{
    public static SqlText Create(Role role) =>
        $"CREATE ROLE {role.Name} {CanLogin(role)} {Inherits(role)}{Replicates(role)}{SeesAll(role)}{Limit(role.ConnectionLimit)}";

    public static SqlText Alter(Role from, Role to)
    {
        var options = new List<SqlText>();
        if (from.CanLogin != to.CanLogin) options.Add($"{CanLogin(to)}");
        if (from.Inherits != to.Inherits) options.Add($"{Inherits(to)}");
        if (from.ConnectionLimit != to.ConnectionLimit) options.Add($"CONNECTION LIMIT {to.ConnectionLimit ?? -1}");
        if (Surplus(RoleAttributes.Superuser)) options.Add($"NOSUPERUSER");
        if (Surplus(RoleAttributes.CreateDatabase)) options.Add($"NOCREATEDB");
        if (Surplus(RoleAttributes.CreateRole)) options.Add($"NOCREATEROLE");
        if (Surplus(RoleAttributes.Replication)) options.Add($"NOREPLICATION");
        if (Lacking(RoleAttributes.Replication)) options.Add($"REPLICATION");
        if (Surplus(RoleAttributes.BypassRowSecurity)) options.Add($"NOBYPASSRLS");
        if (Lacking(RoleAttributes.BypassRowSecurity)) options.Add($"BYPASSRLS");
        return $"ALTER ROLE {to.Name} {SqlText.Join(" ", options)}";

        bool Lacking(RoleAttributes attribute) => to.Attributes.HasFlag(attribute) && !from.Attributes.HasFlag(attribute);
        bool Surplus(RoleAttributes attribute) => from.Attributes.HasFlag(attribute) && !to.Attributes.HasFlag(attribute);
    }

    public static SqlText SetPassword(RoleName login) => $"ALTER ROLE {login} PASSWORD {new VerifierOf(login)}";

    /// <param name="validUntil">As the server wrote it in a session like this one.</param>
    public static SqlText SetValidUntil(RoleName login, string validUntil) => $"ALTER ROLE {login} VALID UNTIL {new Literal(validUntil)}";

    public static SqlText SetLogin(RoleName login, bool canLogin) => $"ALTER ROLE {login} {(canLogin ? Keyword.Login : Keyword.NoLogin)}";

    /// <summary>What a superuser is asked to run for an admin that lacks an attribute.</summary>
    public static SqlText Permit(RoleName admin, Keyword attribute) => $"ALTER ROLE {admin} {attribute}";

    /// <summary>Says on the cluster itself that the owner's app is managed no more: a row of the registry could be written again.</summary>
    public static SqlText MarkKept(RoleName owner) => $"COMMENT ON ROLE {owner} IS 'carpool: kept, managed no more'";

    public static SqlText Unmark(RoleName owner) => $"COMMENT ON ROLE {owner} IS NULL";

    public static SqlText Rename(RoleName from, RoleName to) => $"ALTER ROLE {from} RENAME TO {to}";

    public static SqlText Drop(RoleName role) => $"DROP ROLE {role}";

    private static Keyword CanLogin(Role role) => role.CanLogin ? Keyword.Login : Keyword.NoLogin;

    private static Keyword Inherits(Role role) => role.Inherits ? Keyword.Inherit : Keyword.NoInherit;

    /// <summary>The attributes that Carpool gives: to the logins of sync engines alone.</summary>
    private static SqlText Replicates(Role role) => role.Attributes.HasFlag(RoleAttributes.Replication) ? (SqlText)$" REPLICATION" : $"";

    private static SqlText SeesAll(Role role) => role.Attributes.HasFlag(RoleAttributes.BypassRowSecurity) ? (SqlText)$" BYPASSRLS" : $"";

    private static SqlText Limit(int? limit) => limit is { } value ? (SqlText)$" CONNECTION LIMIT {value}" : $"";
}
