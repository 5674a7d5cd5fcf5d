using System.Collections.Concurrent;
using Carpool.Diagnostics;
using Carpool.Planning;
using Carpool.Sessions;

namespace Carpool.Execution;

/// <summary>
/// Carries a plan out. What leaves goes first, because it frees names; after that each app goes through its stages on its own, and one
/// whose step failed is left where it is while the others go on. Cancelled, or without its lock or its server, it ends the steps under
/// way and begins no other.
/// </summary>
/// <param name="first">The session of the first lane, which also does what comes before there are others.</param>
/// <param name="lanes">How many lanes there are; one does everything in turn, always in the same order.</param>
internal sealed class Executor(StepRunner runner, SessionOpener opener, LaneSession first, int lanes, IProgress<(Step Step, int Done)> progress)
{
    // The lock or the server is gone, or every further step would meet the same
    private static readonly HashSet<DiagnosticCode> Halting =
    [
        ExecutionCodes.LockLost, PlatformCodes.SessionLost, PlatformCodes.ServerUnreachable, PlatformCodes.ServerNotReady,
        PlatformCodes.DiskFull, PlatformCodes.DataDamaged, PlatformCodes.ServerIsReadOnly,
    ];

    private readonly ConcurrentBag<Diagnostic> _failures = [];
    private readonly ConcurrentDictionary<Step, bool> _undone = new(ReferenceEqualityComparer.Instance);
    private volatile bool _isHalted;
    private int _done;

    /// <summary>What went wrong; empty where every step was carried out.</summary>
    public async Task<IReadOnlyList<Diagnostic>> ExecuteAsync(Plan plan, CancellationToken cancellationToken)
    {
        foreach (var step in plan.Steps) _undone[step] = true;
        var stuck = new HashSet<string>(StringComparer.Ordinal);
        foreach (var steps in ByApp(plan.Steps.Where(step => step.Stage is Stage.Departures)))
        {
            if (!await RunAsync(steps, first, cancellationToken) && steps[0].App is { } app) stuck.Add(app);
        }

        var apps = ByApp(plan.Steps.Where(step => step.Stage is not Stage.Departures && !(step.App is not null && stuck.Contains(step.App))));
        if (lanes > 1) await RunLanesAsync(apps, cancellationToken);
        else foreach (var steps in apps) await RunAsync(steps, first, cancellationToken);
        await first.LeaveAsync();

        if (cancellationToken.IsCancellationRequested && !_undone.IsEmpty) _failures.Add(Interrupted(plan));
        return [.. _failures.OrderBy(failure => failure.Subject, StringComparer.Ordinal).ThenBy(failure => failure.Code.Id, StringComparer.Ordinal)];
    }

    private static List<IReadOnlyList<Step>> ByApp(IEnumerable<Step> steps) =>
        [.. steps.GroupBy(step => step.App, StringComparer.Ordinal).Select(app => app.OrderBy(step => step.Stage).ToList())];

    private async Task RunLanesAsync(List<IReadOnlyList<Step>> apps, CancellationToken cancellationToken)
    {
        using var board = new WorkBoard(apps, lanes);

        // One lane that finishes what the others began: an app is ready while the next databases are made
        var finishers = Math.Max(1, lanes / 4);
        await Task.WhenAll(Enumerable.Range(0, lanes).Select(async lane =>
        {
            await using var session = lane == lanes - 1 ? first : new LaneSession(opener);
            await RunLaneAsync(board, session, lane < finishers ? Place.Inside : Place.Outside, cancellationToken);
        }));
    }

    private async Task RunLaneAsync(WorkBoard board, LaneSession session, Place preferred, CancellationToken cancellationToken)
    {
        try
        {
            while (await board.NextAsync(preferred) is { } leg) board.Done(leg, await RunAsync(leg.Steps, session, cancellationToken));
        }
        finally
        {
            // One that ends by a bug lets no other wait for it
            board.Close();
        }
    }

    /// <summary>True where every step was carried out.</summary>
    private async Task<bool> RunAsync(IReadOnlyList<Step> steps, LaneSession session, CancellationToken cancellationToken)
    {
        foreach (var step in steps)
        {
            if (cancellationToken.IsCancellationRequested || _isHalted) return false;
            if (await runner.RunAsync(step, session) is { } failure)
            {
                _failures.Add(failure);
                _isHalted |= Halting.Contains(failure.Code);
                return false;
            }

            _undone.TryRemove(step, out _);
            progress.Report((step, Interlocked.Increment(ref _done)));
        }

        return true;
    }

    private Diagnostic Interrupted(Plan plan)
    {
        const int named = 5;
        var apps = plan.Steps.Where(_undone.ContainsKey).Select(step => step.App).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var remaining = apps.Count == 0 ? "" : $" Not finished: {string.Join(", ", apps.Take(named))}{(apps.Count > named ? $" and {Counted.Of(apps.Count - named, "more app")}" : "")}.";
        return ExecutionCodes.Interrupted.With(
            $"Interrupted after {_done} of {plan.Steps.Count} steps; what was done stands.{remaining}", "Run the command again: it goes on from here.");
    }
}
