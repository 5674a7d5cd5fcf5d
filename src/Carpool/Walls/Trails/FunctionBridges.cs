using Carpool.Diagnostics;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Walls.Trails;

/// <summary>A SECURITY DEFINER function is its owner's hand: who may call it acts as the owner, as far as the function goes.</summary>
internal static class FunctionBridges
{
    public static IEnumerable<Hop> Hops(WallView view) =>
        from inside in view.Insides.Values.OrderBy(inside => inside.Database.Value, StringComparer.Ordinal)
        let insiders = view.InsidersOf(inside.Database)
        let definers = inside.Functions.Where(function => function.RunsAsOwner && !(function.IsMember && view.Tenancy.IsTrusted(function.Owner))).ToList()
        let owners = definers.Select(function => function.Owner).Where(owner => !view.Tenancy.IsTrusted(owner)).Distinct().ToList()
        from function in definers
        from caller in Callers(insiders, function, owners)
        select new Hop(
            caller,
            function.Owner,
            $"calls {function.Name} of {inside.Database}, which runs as {function.Owner}",
            Fix(view, inside.Database, function),
            insiders.Home?.Roles.Contains(function.Owner) == true ? null : WallCodes.Definer);

    /// <summary>True where the role gets at the function: EXECUTE alone does not find it in a schema that is closed.</summary>
    internal static bool MayUseSchema(Insiders insiders, GuardedFunction function, RoleName role) =>
        insiders.Has(role, function.SchemaOwner) || function.SchemaUsers.Any(user => insiders.Has(role, user));

    /// <summary>What PUBLIC and every role that does not run the cluster lose.</summary>
    internal static string Fix(WallView view, DatabaseName database, GuardedFunction function)
    {
        var callers = function.Callers.Where(caller => caller is not Grantee.Role role || !view.Tenancy.IsTrusted(role.Name)).Select(caller => (SqlText)$"{caller}");
        return Closing.BySuperuserIn(database, $"REVOKE ALL ON ROUTINE {function.Name} FROM {SqlText.Join(", ", callers)} CASCADE");
    }

    /// <summary>Roles that hold EXECUTE by name; and, for what a grant to them does not tell, whoever can be in the database or acts in it already.</summary>
    private static IEnumerable<RoleName> Callers(Insiders insiders, GuardedFunction function, IReadOnlyList<RoleName> owners)
    {
        var named = function.Callers.OfType<Grantee.Role>().Select(role => role.Name).Where(role => insiders.MayAct(role) || owners.Contains(role)).Where(role => MayUseSchema(insiders, function, role)).ToHashSet();
        var others = function.Callers.Count == 0 ? [] : insiders.Logins.Concat(owners).Concat(insiders.Home?.Roles ?? new HashSet<RoleName>()).Where(role =>
            !named.Contains(role) && function.Callers.Any(caller => insiders.Has(role, caller)) && MayUseSchema(insiders, function, role)
            && (function.Callers.Any(caller => caller is Grantee.Public) || !named.Any(name => insiders.Has(role, name))));
        return named.Concat(others).Where(role => role != function.Owner).Distinct().OrderBy(role => role.Value, StringComparer.Ordinal);
    }
}
