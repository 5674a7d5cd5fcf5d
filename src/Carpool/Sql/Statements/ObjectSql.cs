using Carpool.State;

namespace Carpool.Sql;

/// <summary>Statements about what is in a database: who owns it, and who may use it.</summary>
internal static class ObjectSql
{
    public static SqlText SetOwner(string type, ObjectName name, RoleName owner) => $"ALTER {Keyword.OfType(type)} {name} OWNER TO {owner}";

    public static SqlText Grant(IReadOnlyList<Privilege> privileges, ObjectKind kind, IReadOnlyList<ObjectName> names, Grantee grantee) =>
        $"GRANT {Joined(privileges)} ON {Keyword.OfOne(kind)} {Joined(names)} TO {grantee}";

    /// <summary>What somebody passed on goes with the right to do so.</summary>
    public static SqlText Revoke(IReadOnlyList<Privilege> privileges, ObjectKind kind, IReadOnlyList<ObjectName> names, Grantee grantee) =>
        $"REVOKE {Joined(privileges)} ON {Keyword.OfOne(kind)} {Joined(names)} FROM {grantee} CASCADE";

    public static SqlText RevokeGrantOption(IReadOnlyList<Privilege> privileges, ObjectKind kind, IReadOnlyList<ObjectName> names, Grantee grantee) =>
        $"REVOKE GRANT OPTION FOR {Joined(privileges)} ON {Keyword.OfOne(kind)} {Joined(names)} FROM {grantee} CASCADE";

    public static SqlText Revoke(ColumnGrant grant) => $"REVOKE {grant.Privilege} ({grant.Column}) ON TABLE {grant.Table} FROM {grant.Grantee} CASCADE";

    private static SqlText Joined(IEnumerable<Privilege> privileges) => SqlText.Join(", ", privileges.Select(privilege => (SqlText)$"{privilege}"));

    private static SqlText Joined(IEnumerable<ObjectName> names) => SqlText.Join(", ", names.Select(name => (SqlText)$"{name}"));
}
