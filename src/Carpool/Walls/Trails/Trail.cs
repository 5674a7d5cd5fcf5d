using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Walls.Trails;

/// <summary>A role, and hops from it to another, one after the other.</summary>
internal sealed record Trail(RoleName Start, IReadOnlyList<Hop> Hops)
{
    /// <summary>Whom it leads to.</summary>
    public RoleName End => Hops.Count == 0 ? Start : Hops[^1].To;

    /// <summary>The kind of the way that is least like a membership.</summary>
    public DiagnosticCode? Code => Hops.LastOrDefault(hop => hop.Code is not null)?.Code;

    /// <summary>The same and one more.</summary>
    public Trail Then(Hop hop) => new(Start, [.. Hops, hop]);

    /// <summary>In words: `blog_app → member of analytics (INHERIT)`.</summary>
    public override string ToString() => string.Join(" → ", [Start.Value, .. Hops.Select(hop => hop.Words)]);
}
