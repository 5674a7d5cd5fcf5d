using Carpool.Diagnostics;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Walls.Rules;

/// <summary>Default privileges that will open the next object to everybody, or to a neighbour.</summary>
internal static class DefaultPrivilegeRule
{
    public static IEnumerable<Diagnostic> Find(WallView view) =>
        from inside in view.Insides.Values
        let home = view.Tenancy.Of(inside.Database)
        from row in inside.DefaultPrivileges
        let opening = row.Grants.Where(grant => grant.Grantee is Grantee.Role role ? IsForeign(view, home, role.Name) : !IsBuiltIn(inside.DefaultPrivileges, row, grant)).ToList()
        where opening.Count > 0
        select WallCodes.DefaultPrivilege.With(
            $"The next of the {Keyword.Of(row.Kind).Text.ToLowerInvariant()} that {row.Creator} makes {(row.Schema is { } schema ? $"in schema {schema} of" : "in")} database {inside.Database} will be open to {string.Join(", ", opening.Select(grant => grant.Grantee).Distinct())}.",
            Closing.BySuperuserIn(inside.Database, DefaultPrivilegesSql.Change(row, row with { Grants = [.. row.Grants.Except(opening)] })),
            inside.Database.Value);

    private static bool IsForeign(WallView view, Tenant? home, RoleName role) => view.Tenancy.Of(role) is { } tenant && tenant != home;

    /// <summary>What everybody gets anyway: of functions and types, unless a row for all schemas says otherwise.</summary>
    private static bool IsBuiltIn(IReadOnlyList<DefaultPrivileges> rows, DefaultPrivileges row, DefaultGrant grant)
    {
        var global = row.Schema is null ? row : rows.FirstOrDefault(other => other.Creator == row.Creator && other.Kind == row.Kind && other.Schema is null);
        var everybody = (row with { Schema = null }).BuiltIn;
        return everybody.Contains(grant) && (row.Schema is null || global is null || global.Grants.Contains(grant));
    }
}
