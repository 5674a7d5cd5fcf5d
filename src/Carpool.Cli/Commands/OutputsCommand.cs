using System.CommandLine;
using Carpool.Cli.Arguments;
using Carpool.Cli.Views;
using Carpool.Cli.Views.Formats;
using Carpool.Diagnostics;
using Carpool.Stacks;

namespace Carpool.Cli.Commands;

/// <summary>`carpool outputs`: connection strings.</summary>
internal static class OutputsCommand
{
    private const string Json = "json";
    private const int Lanes = 4;

    /// <param name="Format">Null for people, and for the JSON document.</param>
    private sealed record Asked(AppRole? Named, OutputsFormat? Format, bool ShowSecrets, bool Check);

    public static DescribedCommand Build()
    {
        var app = AppRole.Argument("The app, or one role of it; all apps unless named.");
        app.Arity = ArgumentArity.ZeroOrOne;
        var format = new Option<string>("--format") { HelpName = "FORMAT", Description = "For a program to read: one of the formats below." };
        format.AcceptOnlyFromAmong([Json, .. OutputsFormat.All.Select(known => known.Name)]);
        var secrets = new Option<bool>("--show-secrets") { Description = "Show passwords; they are ******** otherwise." };
        var check = new Option<bool>("--check") { Description = "Log in with each of them, direct and pooled; one that fails is an error." };
        var command = new DescribedCommand("outputs", "Shows the connection strings of the apps.")
        {
            Usage = "[APP[/ROLE]] [OPTIONS]",
            Examples = ["carpool outputs --check", "carpool outputs blog --format npgsql --show-secrets", "eval \"$(carpool outputs blog --format env --show-secrets)\""],
            Glossary = ("Formats", [(Json, "the document of --json"), .. OutputsFormat.All.Select(known => (known.Name, known.Purpose))]),
            CanNarrow = true,
            Body = (invocation, token) =>
            {
                var word = invocation.Parsed.GetValue(format);
                if (invocation.Globals.IsJson && word is not (null or Json))
                    throw new DiagnosticException(ExecutionCodes.WrongUsage.With("--json and --format ask for different things", "Leave one of them out."));
                if (word is Json) invocation.AnswerInJson();
                var asked = new Asked(
                    invocation.Parsed.GetValue(app), word is null or Json ? null : OutputsFormat.Named(word), invocation.Parsed.GetValue(secrets), invocation.Parsed.GetValue(check));
                return RunAsync(invocation, asked, token);
            },
        };
        command.Add(app);
        command.Add(format);
        command.Add(secrets);
        command.Add(check);
        return command;
    }

    private static async Task<int> RunAsync(Invocation invocation, Asked asked, CancellationToken cancellationToken)
    {
        var manifest = invocation.LoadManifest();
        await using var stack = await invocation.OpenAsync(manifest, cancellationToken);
        await OnlyApps.CheckAsync(invocation.Globals.Only, manifest, stack, cancellationToken);
        var (outputs, problems) = await stack.ReadOutputsAsync(withReplica: true, cancellationToken);
        if (invocation.Globals.Only is { Count: > 0 } only) (outputs, problems) = ([.. outputs.Where(app => only.Contains(app.App))], [.. problems.Where(problem => only.Contains(problem.Subject!))]);
        if (asked.Named is { } named)
        {
            LiveApp.RequirePasswords(new StackOutputs(outputs, problems), named.App);
            (outputs, problems) = ([LiveApp.Narrow(outputs, named)], []);
        }

        var printout = asked.Format is { } format ? Printout.Of(format, outputs, asked.Named is not null, asked.ShowSecrets) : null;
        var failures = asked.Check ? await stack.TryOutputsAsync(outputs, Lanes, cancellationToken) : [];
        problems = [.. problems, .. printout?.Unsaid ?? [], .. failures];
        IView<IReadOnlyList<AppOutputs>> forPeople = printout is null ? new OutputsForPeople(invocation, asked.ShowSecrets) : new OutputsAsFormatted(invocation, printout);
        invocation.Show(outputs, problems, forPeople, new OutputsAsJson(asked.ShowSecrets, invocation.Terminal.Out));
        if (asked.Check && invocation.SpeaksFreely) OutputsCheckNote.Write(invocation.Notes, outputs, failures.Count);
        return problems.Count == 0 ? ExitCode.Done : ExitCode.Error;
    }
}
