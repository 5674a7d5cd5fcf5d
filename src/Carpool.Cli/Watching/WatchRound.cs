using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.Walls;

namespace Carpool.Cli.Watching;

/// <summary>One look at the walls and at what differs from the manifest.</summary>
/// <param name="Drift">What `up` would change.</param>
/// <param name="Conflicts">Why `up` could not.</param>
internal sealed record WatchRound(DateTimeOffset EndedAt, TimeSpan Took, WallReport Report, IReadOnlyList<Drift> Drift, IReadOnlyList<Diagnostic> Conflicts)
{
    private static readonly WallReport Nothing = new(new ProbeCount(0, 0, 0, 0, 0), [], []);

    /// <summary>Why the round came to nothing; empty for one that did not.</summary>
    public IReadOnlyList<Diagnostic> Failure { get; private init; } = [];

    public bool HasFailed => Failure.Count > 0;

    /// <summary>All that is to be told once: what is open, and what stands in the way of the manifest.</summary>
    public IEnumerable<Diagnostic> Findings => Report.Findings.Concat(Conflicts);

    public static WatchRound Failed(DateTimeOffset endedAt, TimeSpan took, IReadOnlyList<Diagnostic> why) => new(endedAt, took, Nothing, [], []) { Failure = why };
}

/// <summary>An object that is not as the manifest says.</summary>
internal sealed record Drift(ChangeAction Action, string Kind, string? App, string Name, string? Database)
{
    public static Drift Of(Change change) => new(change.Action, change.Kind, change.App, change.Name, change.Database?.Value);

    /// <summary>`grant CONNECT on database blog to todo_app`.</summary>
    public override string ToString() => $"{Kind.Replace('_', ' ')} {Name}";
}
