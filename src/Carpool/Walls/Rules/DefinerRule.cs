using Carpool.Diagnostics;
using Carpool.State;
using Carpool.Walls.Trails;

namespace Carpool.Walls.Rules;

/// <summary>A function that lends its callers the rights of the app's owner: no wall is open, but who only reads may write as far as it goes.</summary>
internal static class DefinerRule
{
    public static IEnumerable<Diagnostic> Find(WallView view) =>
        from inside in view.Insides.Values
        let insiders = view.InsidersOf(inside.Database)
        where insiders.Home is not null
        from function in inside.Functions
        where function is { RunsAsOwner: true, IsMember: false } && insiders.Home!.Roles.Contains(function.Owner)
        let lesser = function.Callers.Where(caller => IsLesser(view, insiders, function, caller)).ToList()
        where lesser.Count > 0
        select WallCodes.OwnDefiner.With(
            $"{string.Join(", ", lesser)} may call {function.Name} of database {inside.Database}, which runs as {function.Owner}{(function.HasSearchPath ? "" : " and finds names by its caller's search_path")}.",
            FunctionBridges.Fix(view, inside.Database, function with { Callers = [.. lesser] }),
            inside.Database.Value);

    private static bool IsLesser(WallView view, Insiders insiders, GuardedFunction function, Grantee caller) => caller is Grantee.Role role
        ? insiders.Home!.Roles.Contains(role.Name) && !view.Graph.ReachedBy(role.Name).Contains(function.Owner) && FunctionBridges.MayUseSchema(insiders, function, role.Name)
        : function.SchemaUsers.Count > 0;
}
