using Carpool.State;

namespace Carpool.Walls.Trails;

/// <summary>All hops of a cluster, and the shortest trails over them.</summary>
internal sealed class Ways(IEnumerable<Hop> hops)
{
    private readonly ILookup<RoleName, Hop> _from = hops.ToLookup(hop => hop.From);

    /// <summary>The hops that begin with a role.</summary>
    public IEnumerable<Hop> Of(RoleName from) => _from[from];

    /// <summary>The shortest trail to each role that can be reached from any of the starts; the starts are among them.</summary>
    /// <param name="goesOn">False where a trail ends with this role, whatever leads on from it.</param>
    public IReadOnlyList<Trail> From(IEnumerable<RoleName> starts, Func<RoleName, bool> goesOn)
    {
        var trails = starts.Select(start => new Trail(start, [])).ToList();
        var seen = trails.Select(trail => trail.Start).ToHashSet();
        for (var next = 0; next < trails.Count; next++)
        {
            if (!goesOn(trails[next].End)) continue;
            foreach (var hop in _from[trails[next].End].Where(hop => seen.Add(hop.To))) trails.Add(trails[next].Then(hop));
        }

        return trails;
    }
}
