using Carpool.State;

namespace Carpool.Sql;

/// <summary>Statements about row security policies.</summary>
internal static class PolicySql
{
    public static SqlText SetRoles(Policy policy) =>
        $"ALTER POLICY {policy.Name} ON {policy.Table} TO {SqlText.Join(", ", policy.Roles.Select(role => (SqlText)$"{role}"))}";
}
