using System.CommandLine;
using Carpool.Cli.Views;
using Carpool.Diagnostics;
using Carpool.Platforms;

namespace Carpool.Cli.Commands;

/// <summary>`carpool platform`: what the cluster's platform is asked for, beside the databases on it.</summary>
internal static class PlatformCommand
{
    public static DescribedCommand Build()
    {
        var group = new DescribedCommand("platform", "Asks the cluster's platform for changes of the server itself.")
        {
            Usage = "set NAME=VALUE…",
            Examples = ["carpool platform set max_connections=50"],
        };
        group.Add(BuildSet());
        return group;
    }

    private static DescribedCommand BuildSet()
    {
        var settings = new Argument<string[]>("NAME=VALUE") { Description = "A parameter of the branch, with its namespace in front where two have its name.", Arity = ArgumentArity.OneOrMore };
        var leaves = new Option<bool>("--no-wait") { Description = "Do not wait until the change is carried out." };
        var command = new DescribedCommand("set", "Files a change of a PlanetScale branch's parameters, shows how far it is, and waits until it is carried out.")
        {
            Usage = "NAME=VALUE… [OPTIONS]",
            Examples = ["carpool platform set max_connections=50", "carpool platform set pgbouncer.default_pool_size=10 --yes"],
            Body = (invocation, token) => SetAsync(invocation, invocation.Parsed.GetRequiredValue(settings), !invocation.Parsed.GetValue(leaves), token),
        };
        command.Add(settings);
        command.Add(leaves);
        return command;
    }

    private static async Task<int> SetAsync(Invocation invocation, IReadOnlyList<string> typed, bool waits, CancellationToken cancellationToken)
    {
        var parsed = typed.Select(ParameterSetting.Parse).ToList();
        if (parsed.SelectMany(one => one.Diagnostics).ToList() is { Count: > 0 } wrong) throw new DiagnosticException(wrong);
        if (!invocation.Globals.IsYes && !invocation.Terminal.CanAsk)
            throw new DiagnosticException(ExecutionCodes.ConfirmationNeeded.With("`carpool platform set` wants to ask first, and there is no terminal to ask on", "Pass --yes."));

        using var parameters = BranchParameters.Open(invocation.LoadManifest(), invocation.Terminal.Variables, invocation.Terminal.Clock, invocation.CallLog);
        var edits = await parameters.PlanAsync([.. parsed.Select(one => one.Value!)], cancellationToken);
        if (edits.All(edit => edit.IsSo)) return Show(invocation, new(edits, null));

        if (!invocation.Globals.IsQuiet || !invocation.Globals.IsYes) ParameterLines.Write(invocation.Notes, edits);
        if (!invocation.Globals.IsYes && !await Question.AskAsync(invocation, "Ask PlanetScale for it?", cancellationToken)) return ExitCode.Error;
        var change = await parameters.FileAsync(edits, cancellationToken);
        if (change is not null && waits) change = await parameters.WaitAsync(change, new StateLines(invocation.NoticeLines), cancellationToken);
        return Show(invocation, new(edits, change));
    }

    private static int Show(Invocation invocation, ParameterOutcome outcome)
    {
        invocation.Show(outcome, [], new ParametersForPeople(invocation), new ParametersAsJson(invocation.Terminal.Out));
        return ExitCode.Done;
    }

    /// <summary>Said at once: a progress of the framework's own would come late.</summary>
    private sealed class StateLines(IProgress<string> notices) : IProgress<string>
    {
        public void Report(string value) => notices.Report($"The change is {value}");
    }
}
