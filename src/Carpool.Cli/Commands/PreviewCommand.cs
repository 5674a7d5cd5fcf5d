using System.CommandLine;
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
        var shallow = new Option<bool>("--shallow") { Description = "Look at what the whole cluster shares, and into no database: one connection, whatever the number of apps." };
        var command = new DescribedCommand("preview", "Shows what `carpool up` would do. Changes nothing and takes no lock.")
        {
            Usage = "[OPTIONS]",
            Examples = ["carpool preview", "carpool preview --sql --only blog", "carpool preview --json --detailed-exitcode"],
            CanNarrow = true,
            Body = (invocation, token) => RunAsync(invocation, invocation.Parsed.GetValue(sql), invocation.Parsed.GetValue(shallow), invocation.Parsed.GetValue(detailed), token),
        };
        command.Aliases.Add("plan");
        command.Add(sql);
        command.Add(shallow);
        command.Add(detailed);
        return command;
    }

    private static async Task<int> RunAsync(Invocation invocation, bool withSql, bool isShallow, bool isDetailed, CancellationToken cancellationToken)
    {
        var manifest = invocation.LoadManifest();
        await using var stack = await invocation.OpenAsync(manifest, cancellationToken);
        await OnlyApps.CheckAsync(invocation.Globals.Only, manifest, stack, cancellationToken);
        var plan = await stack.PreviewAsync(invocation.Globals.Only, isShallow, cancellationToken);
        invocation.Show(plan, Told(invocation, plan), new PlanForPeople(invocation, withSql), new PlanAsJson(manifest.Stack, invocation.Terminal.Out));
        if (plan.Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error)) return ExitCode.Error;
        return isDetailed && !plan.IsEmpty ? ExitCode.ChangesPending : ExitCode.Done;
    }

    // People read the hazards in the plan itself
    private static IEnumerable<Diagnostic> Told(Invocation invocation, Plan plan)
    {
        var hazards = plan.Hazards.Select(hazard => hazard.Diagnostic);
        return invocation.Globals.IsJson ? plan.Diagnostics.Concat(hazards) : plan.Diagnostics.Except(hazards);
    }
}
