using Carpool.State;

namespace Carpool.Sql;

/// <summary>Statements about all that hangs on a role in one database.</summary>
internal static class OwnedSql
{
    /// <summary>Whatever the role owns in the current database goes to another. Of an app's login only: an admin would give away every database with it.</summary>
    public static SqlText Reassign(RoleName login, RoleName owner) => $"REASSIGN OWNED BY {login} TO {owner}";

    /// <summary>
    /// Drops what the roles own in the current database and strips them from its ACLs and the shared ones. Never sent while a policy
    /// names one of them (it would delete the policy) or while they own something: those block the plan.
    /// </summary>
    public static SqlText Drop(IReadOnlyList<RoleName> roles) => $"DROP OWNED BY {SqlText.Join(", ", roles.Select(role => (SqlText)$"{role}"))}";
}
