using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.State;

namespace Carpool.Stacks;

/// <summary>What a command asks for: the changes, and the state that they lead to.</summary>
internal sealed record Wanted(ClusterState Desired, IReadOnlyList<Change> Changes, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>The command cannot be carried out.</summary>
    public static Wanted Refused(params IReadOnlyList<Diagnostic> diagnostics) => new(new ClusterState(), [], diagnostics);

    /// <summary>Changes to apps that come and go; nothing else is looked at.</summary>
    public static Wanted Only(params IReadOnlyList<Change> changes) => new(new ClusterState(), changes, []);
}
