using System.CommandLine;
using Carpool.Cli.Arguments;
using Carpool.Cli.Views;
using Carpool.Diagnostics;
using Carpool.Planning;

namespace Carpool.Cli.Commands;

/// <summary>`carpool preview`: what `up` would do.</summary>
internal static class PreviewCommand
{
    public static DescribedCommand Build()
    {
        var sql = new Option<bool>("--sql") { Description = "Show the exact SQL of each change, secrets masked." };
        var detailed = new Option<bool>("--detailed-exitcode") { Description = "Exit with 2 where changes are pending, for scripts." };
        var credentials = CredentialsOption.Build("Log in with every password on record, to find those that somebody changed.");
        var shallow = new Option<bool>("--shallow") { Description = "Look at what the whole cluster shares, and into no database: one connection, whatever the number of apps." };
        var save = new Option<string?>("--out") { HelpName = "FILE", Description = "Save the plan, for `carpool up FILE` to carry out just that." };
        var command = new DescribedCommand("preview", "Shows what `carpool up` would do. Changes nothing and takes no lock.")
        {
            Usage = "[OPTIONS]",
            Examples = ["carpool preview", "carpool preview --sql --only blog", "carpool preview --out plan.json"],
            CanNarrow = true,
            Body = (invocation, token) =>
            {
                var (file, isShallow, triesCredentials) = (invocation.Parsed.GetValue(save), invocation.Parsed.GetValue(shallow), invocation.Parsed.GetValue(credentials));
                if (file is not null && isShallow)
                    throw new DiagnosticException(ExecutionCodes.WrongUsage.With("A plan that is carried out has to look into databases, and --shallow does not", "Leave one of --out and --shallow out."));
                if (file is not null && triesCredentials)
                    throw new DiagnosticException(ExecutionCodes.WrongUsage.With("A plan that is carried out later tries no password again", "Leave one of --out and --credentials out."));
                return RunAsync(invocation, invocation.Parsed.GetValue(sql), isShallow, triesCredentials, file, invocation.Parsed.GetValue(detailed), token);
            },
        };
        command.Aliases.Add("plan");
        command.Add(sql);
        command.Add(shallow);
        command.Add(detailed);
        command.Add(credentials);
        command.Add(save);
        return command;
    }

    private static async Task<int> RunAsync(
        Invocation invocation, bool withSql, bool isShallow, bool triesCredentials, string? file, bool isDetailed, CancellationToken cancellationToken)
    {
        var manifest = invocation.LoadManifest();
        await using var stack = await invocation.OpenAsync(manifest, cancellationToken);
        await OnlyApps.CheckAsync(invocation.Globals.Only, manifest, stack, cancellationToken);
        var plan = file is null
            ? await stack.PreviewAsync(invocation.Globals.Only, isShallow, triesCredentials, cancellationToken)
            : await stack.SavePlanAsync(invocation.Globals.Only, file, cancellationToken);
        invocation.Show(plan, Told(invocation, plan), new PlanForPeople(invocation, withSql), new PlanAsJson(manifest.Stack, invocation.Terminal.Out));
        if (plan.Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error)) return ExitCode.Error;
        if (file is not null && invocation.SpeaksFreely) NextLines.WriteSaved(invocation.Results, file, invocation.Place);
        return isDetailed && !plan.IsEmpty ? ExitCode.ChangesPending : ExitCode.Done;
    }

    // People read the hazards in the plan itself
    private static IEnumerable<Diagnostic> Told(Invocation invocation, Plan plan)
    {
        var hazards = plan.Hazards.Select(hazard => hazard.Diagnostic);
        return invocation.Globals.IsJson ? plan.Diagnostics.Concat(hazards) : plan.Diagnostics.Except(hazards);
    }
}
