using Carpool.Cli.Arguments;
using Carpool.Cli.Views;
using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.Planning;
using Carpool.Stacks;

namespace Carpool.Cli.Commands;

/// <summary>What every command that changes a cluster does around the change: show the plan, ask, show progress, tell how it ended.</summary>
internal sealed class StackRun(Invocation invocation, RunArguments arguments, string command)
{
    private readonly IReadOnlySet<string> _allowed = arguments.Allowed(invocation.Parsed);
    private readonly RunProgressLines _progress = new(invocation.Notes, invocation.IsLive, invocation.Terminal.Clock);

    private bool _isPlanShown;

    /// <summary>The command that goes on where a run has failed half-way; null is the same again, which a saved plan cannot do.</summary>
    public string? Resumption { get; init; }

    /// <summary>Of the plan that somebody has confirmed already; null where any may be carried out.</summary>
    public string? Fingerprint { get; init; }

    public async Task<int> RunAsync(Func<Stack, RunOptions, CancellationToken, Task<RunReport>> change, CancellationToken cancellationToken)
    {
        CheckAnswer();
        var manifest = invocation.LoadManifest();
        await using var stack = await invocation.OpenAsync(manifest, cancellationToken);
        await OnlyApps.CheckAsync(invocation.Globals.Only, manifest, stack, cancellationToken);
        var report = await ChangeAsync(stack, change, cancellationToken);
        if (!_isPlanShown) ShowPlan(report.Plan);
        invocation.Show(
            report, Told(report), new RunForPeople(invocation, invocation.AsTyped(command), _allowed) { Resumption = Resumption is null ? null : invocation.AsTyped(Resumption) }, new RunAsJson(manifest.Stack, invocation.Terminal.Out));
        if (report.Outcome is RunOutcome.Applied && invocation.SpeaksFreely) await ShowNextAsync(stack, report, cancellationToken);
        return report.Outcome switch
        {
            RunOutcome.InSync or RunOutcome.Applied => ExitCode.Done,
            RunOutcome.Blocked => ExitCode.Blocked,
            _ => ExitCode.Error,
        };
    }

    /// <summary>Nothing is begun where nobody could say yes.</summary>
    public void CheckAnswer()
    {
        if (!invocation.Globals.IsYes && !invocation.Terminal.CanAsk)
            throw new DiagnosticException(ExecutionCodes.ConfirmationNeeded.With($"`{command}` wants to ask first, and there is no terminal to ask on", "Pass --yes."));
    }

    private async Task<RunReport> ChangeAsync(Stack stack, Func<Stack, RunOptions, CancellationToken, Task<RunReport>> change, CancellationToken cancellationToken)
    {
        var options = new RunOptions(
            _allowed,
            invocation.Globals.Only,
            arguments.Parallel(invocation.Parsed),
            arguments.LockTimeout(invocation.Parsed),
            ConfirmAsync,
            invocation.Globals.IsQuiet ? new Silence() : _progress);
        try
        {
            return await change(stack, options, cancellationToken);
        }
        finally
        {
            _progress.End();
        }
    }

    private async Task<bool> ConfirmAsync(Plan plan, CancellationToken cancellationToken)
    {
        if (!_isPlanShown && Fingerprint is { } expected && plan.Fingerprint != expected)
        {
            throw new DiagnosticException(ExecutionCodes.PlanOfAnotherFingerprint.With(
                $"The plan has the fingerprint {plan.Fingerprint} and not {expected}: the manifest or the cluster has changed since it was looked at. Nothing was done.",
                "Look at `carpool preview` again, and pass the fingerprint that it gives now."));
        }

        ShowPlan(plan);
        return invocation.Globals.IsYes || await Question.AskAsync(invocation, "Apply?", cancellationToken);
    }

    private void ShowPlan(Plan plan)
    {
        _isPlanShown = true;
        if (!invocation.Globals.IsQuiet || !invocation.Globals.IsYes) PlanText.Write(invocation.Results, plan, withSql: false);
    }

    // People have read the hazards in the plan
    private IEnumerable<Diagnostic> Told(RunReport report)
    {
        var hazards = report.Plan.Hazards.Select(hazard => hazard.Diagnostic);
        var all = report.Diagnostics.Concat(report.Plan.Diagnostics);
        return invocation.Globals.IsJson ? all.Concat(hazards) : all.Except(hazards);
    }

    private async Task ShowNextAsync(Stack stack, RunReport report, CancellationToken cancellationToken)
    {
        NextLines.WriteRemoved(invocation.Results, report, invocation.Place);
        NextLines.WriteAdopted(invocation.Results, report, invocation.Place);
        NextLines.WriteRekeyed(invocation.Results, report, invocation.Terminal.Variable(KeyFile.EnvironmentVariable) is not null);
        NextLines.WriteRotated(invocation.Results, report, invocation.Place);
        var made = NextLines.AppsMade(report);
        if (made.Count == 0) return;
        var outputs = await stack.ReadOutputsAsync(withReplica: false, cancellationToken);
        NextLines.WriteMade(invocation.Results, [.. outputs.Apps.Where(app => made.Contains(app.App, StringComparer.Ordinal))], invocation.Place);
    }

    private sealed class Silence : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
        }
    }
}
