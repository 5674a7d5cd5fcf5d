using System.Collections.Concurrent;
using System.Threading.Channels;
using Carpool.Diagnostics;
using Carpool.Planning;
using Carpool.Sessions;

namespace Carpool.Execution;

/// <summary>
/// Carries a plan out, stage by stage. Within a stage each app is a lane, and an app whose step failed is left where it is while the
/// others go on. Stages that touch shared catalogs have one lane. Cancelled, it ends the steps under way and begins no other.
/// </summary>
internal sealed class Executor(StepRunner runner, SessionOpener opener, LaneSession control, int lanes, IProgress<(Step Step, int Done)> progress)
{
    private readonly ConcurrentBag<Diagnostic> _failures = [];
    private readonly ConcurrentDictionary<string, bool> _failedApps = new(StringComparer.Ordinal);
    private int _done;

    /// <summary>What went wrong; empty where every step was carried out.</summary>
    public async Task<IReadOnlyList<Diagnostic>> ExecuteAsync(Plan plan, CancellationToken cancellationToken)
    {
        foreach (var stage in plan.Steps.GroupBy(step => step.Stage).OrderBy(group => group.Key))
        {
            var byApp = stage.GroupBy(step => step.App, StringComparer.Ordinal).Select(group => group.ToList()).ToList();
            if (HasOneLane(stage.Key)) await RunLaneAsync(byApp.ToAsyncEnumerable(), control, cancellationToken);
            else await RunLanesAsync(byApp, cancellationToken);
            if (_failures.Any(failure => failure.Code == PlatformCodes.SessionLost)) break;
        }

        if (cancellationToken.IsCancellationRequested && _done < plan.Steps.Count)
        {
            _failures.Add(ExecutionCodes.Interrupted.With(
                $"Interrupted after {_done} of {plan.Steps.Count} steps; what was done stands.", "Run the command again: it goes on from here."));
        }

        return [.. _failures.OrderBy(failure => failure.Subject, StringComparer.Ordinal).ThenBy(failure => failure.Code.Id, StringComparer.Ordinal)];
    }

    private static bool HasOneLane(Stage stage) => stage is Stage.Departures or Stage.Roles or Stage.Openings;

    private async Task RunLanesAsync(List<List<Step>> byApp, CancellationToken cancellationToken)
    {
        var queue = Channel.CreateUnbounded<List<Step>>();
        foreach (var steps in byApp) queue.Writer.TryWrite(steps);
        queue.Writer.Complete();
        await Task.WhenAll(Enumerable.Range(0, Math.Min(lanes, byApp.Count)).Select(async _ =>
        {
            await using var session = new LaneSession(opener);
            await RunLaneAsync(queue.Reader.ReadAllAsync(CancellationToken.None), session, cancellationToken);
        }));
    }

    private async Task RunLaneAsync(IAsyncEnumerable<List<Step>> work, LaneSession session, CancellationToken cancellationToken)
    {
        await foreach (var steps in work)
        {
            foreach (var step in steps)
            {
                if (cancellationToken.IsCancellationRequested || (step.App is not null && _failedApps.ContainsKey(step.App))) break;
                if (await runner.RunAsync(step, session) is { } failure)
                {
                    _failures.Add(failure);
                    if (step.App is not null) _failedApps[step.App] = true;
                    break;
                }

                progress.Report((step, Interlocked.Increment(ref _done)));
            }
        }
    }
}
