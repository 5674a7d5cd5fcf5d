using Carpool.Diagnostics;

namespace Carpool.Walls.Rules;

/// <summary>Each function and each foreign server that leads out of a tenant, where the shortest way out would tell of one alone.</summary>
internal static class BridgeRule
{
    public static IEnumerable<Diagnostic> Find(WallView view) => view.Tenancy.Tenants.SelectMany(tenant =>
        (from trail in view.TrailsOf(tenant)
         where view.IsOnTheWay(trail.End, tenant)
         from hop in view.Ways.Value.Of(trail.End)
         where hop.Code is not null && !view.IsOnTheWay(hop.To, tenant)
         select (hop.Words, Trail: trail.Then(hop)))
        .DistinctBy(found => found.Words, StringComparer.Ordinal)
        .Select(found => EscapeRule.Finding(view, tenant, found.Trail)));
}
