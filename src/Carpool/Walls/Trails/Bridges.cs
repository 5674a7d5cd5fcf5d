namespace Carpool.Walls.Trails;

/// <summary>Ways from role to role that are no memberships.</summary>
internal static class Bridges
{
    /// <summary>All of them; each kind has a file.</summary>
    public static IEnumerable<Hop> Hops(WallView view) => [.. FunctionBridges.Hops(view), .. ForeignBridges.Hops(view)];
}
