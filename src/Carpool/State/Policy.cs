namespace Carpool.State;

/// <summary>A row security policy that is for some roles, and not for everybody.</summary>
/// <param name="Owner">The table's.</param>
/// <param name="Roles">Sorted.</param>
public sealed record Policy(DatabaseName Database, ObjectName Table, RoleName Owner, ObjectName Name, EquatableList<RoleName> Roles)
{
    /// <summary>The same for one more role.</summary>
    public Policy With(RoleName role) => this with { Roles = [.. Roles.Append(role).Distinct().OrderBy(name => name.Value, StringComparer.Ordinal)] };

    /// <summary>The same for all but one.</summary>
    public Policy Without(RoleName role) => this with { Roles = [.. Roles.Where(name => name != role)] };
}

/// <summary>Policies that come to name others, one role after another.</summary>
internal static class Policies
{
    /// <summary>Those that <paramref name="isMeant"/> picks, as they will be; and all of them then, for the role that comes next.</summary>
    public static (IReadOnlyList<Policy> Changed, IReadOnlyList<Policy> Then) Renamed(this IReadOnlyList<Policy> policies, Func<Policy, bool> isMeant, Func<Policy, Policy> become) =>
        ([.. policies.Where(isMeant).Select(become)], [.. policies.Select(policy => isMeant(policy) ? become(policy) : policy)]);
}
