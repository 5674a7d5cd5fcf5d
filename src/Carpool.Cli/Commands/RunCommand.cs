using System.CommandLine;
using Carpool.Cli.Arguments;
using Carpool.Diagnostics;

namespace Carpool.Cli.Commands;

/// <summary>`carpool run APP -- COMMAND`: a command that reaches its app's database, and nothing else of the cluster.</summary>
internal static class RunCommand
{
    public static DescribedCommand Build()
    {
        var app = AppRole.Argument("The app, or one role of it; its first role unless named.");
        var pooled = new Option<bool>("--pooled") { Description = "Connect through the pooler." };
        var command = new DescribedCommand("run", "Runs a command with DATABASE_URL and the PG* variables of an app. Carpool's own secrets never reach it.")
        {
            Usage = "APP[/ROLE] [--pooled] [OPTIONS] -- COMMAND…",
            Examples = ["carpool run blog -- npm run migrate", "carpool run shop/reporting --pooled -- node report.js", "carpool run blog -- sh -c 'echo $PGUSER'"],
            TakesCommand = true,
            Body = async (invocation, token) =>
            {
                if (invocation.Rest is not { Count: > 0 } rest)
                    throw new DiagnosticException(ExecutionCodes.WrongUsage.With("`carpool run` is given nothing to run", "Write the command after --, as in `carpool run blog -- npm run migrate`."));
                var environment = await AppSession.EnvironmentAsync(invocation, invocation.Parsed.GetRequiredValue(app), invocation.Parsed.GetValue(pooled), token);
                return await Child.RunAsync(rest[0], [.. rest.Skip(1)], environment, invocation.Interruption);
            },
        };
        command.Add(app);
        command.Add(pooled);
        return command;
    }
}
