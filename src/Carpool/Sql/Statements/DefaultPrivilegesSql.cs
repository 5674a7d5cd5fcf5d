using Carpool.State;

namespace Carpool.Sql;

/// <summary>ALTER DEFAULT PRIVILEGES: from one row of pg_default_acl, or from the built-in defaults, to another.</summary>
internal static class DefaultPrivilegesSql
{
    public static IEnumerable<SqlText> Change(DefaultPrivileges? from, DefaultPrivileges to)
    {
        var have = from?.Grants ?? to.BuiltIn;
        foreach (var grant in to.Grants.Where(wanted => !have.Any(grant => Same(grant, wanted))))
        {
            yield return $"{Target(to)} GRANT {grant.Privilege} ON {Keyword.Of(to.Kind)} TO {grant.Grantee}";
        }

        foreach (var grant in have.Where(grant => !to.Grants.Any(wanted => Same(grant, wanted))))
        {
            yield return $"{Target(to)} REVOKE {grant.Privilege} ON {Keyword.Of(to.Kind)} FROM {grant.Grantee}";
        }
    }

    private static SqlText Target(DefaultPrivileges row) => row.Schema is { } schema
        ? (SqlText)$"ALTER DEFAULT PRIVILEGES FOR ROLE {row.Creator} IN SCHEMA {schema}"
        : $"ALTER DEFAULT PRIVILEGES FOR ROLE {row.Creator}";

    private static bool Same(DefaultGrant left, DefaultGrant right) => (left.Grantee, left.Privilege) == (right.Grantee, right.Privilege);
}
