using Carpool.Diagnostics;
using Carpool.Planning;

namespace Carpool.Stacks;

/// <summary>What a run came to.</summary>
/// <param name="Diagnostics">Everything to tell: the plan's, the run's.</param>
public sealed record RunReport(RunOutcome Outcome, Plan Plan, IReadOnlyList<Diagnostic> Diagnostics, TimeSpan Duration)
{
    /// <summary>Both, where one run followed another: all that was done, and how it ended.</summary>
    public RunReport Then(RunReport next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new(
            next.Outcome is RunOutcome.InSync ? Outcome : next.Outcome,
            Plan with { Changes = [.. Plan.Changes, .. next.Plan.Changes], Steps = [.. Plan.Steps, .. next.Plan.Steps] },
            [.. Diagnostics, .. next.Diagnostics],
            Duration + next.Duration);
    }
}

/// <summary>How a run ended.</summary>
public enum RunOutcome
{
    /// <summary>There was nothing to do.</summary>
    InSync,

    /// <summary>Carried out, and read back.</summary>
    Applied,

    /// <summary>A hazard was not allowed; nothing was done.</summary>
    Blocked,

    /// <summary>The plan cannot be carried out; nothing was done.</summary>
    Refused,

    /// <summary>The user said no; nothing was done.</summary>
    Declined,

    /// <summary>Some of it was done: the diagnostics say what failed. Running again goes on from there.</summary>
    Failed,
}
