using System.CommandLine;
using Carpool.Cli.Arguments;
using Carpool.Cli.Views;
using Carpool.Diagnostics;
using Carpool.Stacks;

namespace Carpool.Cli.Commands;

/// <summary>`carpool outputs`: connection strings.</summary>
internal static class OutputsCommand
{
    public static DescribedCommand Build()
    {
        var app = AppRole.Argument("The app, or one role of it; all apps unless named.");
        app.Arity = ArgumentArity.ZeroOrOne;
        var format = new Option<string>("--format") { HelpName = "json|url|env|dotenv", Description = "For a program to read; url, env and dotenv give the direct URLs." };
        format.AcceptOnlyFromAmong("json", "url", "env", "dotenv");
        var secrets = new Option<bool>("--show-secrets") { Description = "Show passwords; they are ******** otherwise." };
        var command = new DescribedCommand("outputs", "Shows the connection strings of the apps.")
        {
            Usage = "[APP[/ROLE]] [OPTIONS]",
            Examples = ["carpool outputs", "carpool outputs blog --format url --show-secrets", "eval \"$(carpool outputs blog --format env --show-secrets)\""],
            CanNarrow = true,
            Body = (invocation, token) => RunAsync(
                invocation, invocation.Parsed.GetValue(app), FormatOf(invocation.Parsed.GetValue(format)), invocation.Parsed.GetValue(secrets), token),
        };
        command.Add(app);
        command.Add(format);
        command.Add(secrets);
        return command;
    }

    private static async Task<int> RunAsync(Invocation invocation, AppRole? named, OutputsFormat format, bool showSecrets, CancellationToken cancellationToken)
    {
        if (invocation.Globals.IsJson && format is not (OutputsFormat.Text or OutputsFormat.Json))
            throw new DiagnosticException(ExecutionCodes.WrongUsage.With("--json and --format ask for different things", "Leave one of them out."));
        if (format is OutputsFormat.Json) invocation.AnswerInJson();

        var manifest = invocation.LoadManifest();
        await using var stack = await invocation.OpenAsync(manifest, cancellationToken);
        await OnlyApps.CheckAsync(invocation.Globals.Only, manifest, stack, cancellationToken);
        var (outputs, problems) = await stack.ReadOutputsAsync(cancellationToken);
        if (invocation.Globals.Only is { Count: > 0 } only) (outputs, problems) = ([.. outputs.Where(app => only.Contains(app.App))], [.. problems.Where(problem => only.Contains(problem.Subject!))]);
        if (named is not null)
        {
            LiveApp.RequirePasswords(new StackOutputs(outputs, problems), named.App);
            (outputs, problems) = ([LiveApp.Narrow(outputs, named)], []);
        }

        IView<IReadOnlyList<AppOutputs>> forPeople = format is OutputsFormat.Text
            ? new OutputsForPeople(invocation, showSecrets)
            : new OutputsAsLines(invocation, format, named is not null, showSecrets);
        invocation.Show(outputs, problems, forPeople, new OutputsAsJson(showSecrets, invocation.Terminal.Out));
        return problems.Count == 0 ? ExitCode.Done : ExitCode.Error;
    }

    private static OutputsFormat FormatOf(string? text) => text switch
    {
        "json" => OutputsFormat.Json,
        "url" => OutputsFormat.Url,
        "env" => OutputsFormat.Env,
        "dotenv" => OutputsFormat.Dotenv,
        _ => OutputsFormat.Text,
    };
}
