using Carpool.Cli.Arguments;

namespace Carpool.Cli.Commands;

/// <summary>`carpool up`: makes the cluster what the manifest says.</summary>
internal static class UpCommand
{
    public static DescribedCommand Build()
    {
        var arguments = new RunArguments();
        var credentials = CredentialsOption.Build("Log in with every password on record, and give a new one where somebody changed it.");
        var command = new DescribedCommand("up", "Makes the cluster what the manifest says: shows the plan, asks, carries it out and reads it back.")
        {
            Usage = "[OPTIONS]",
            Examples = ["carpool up", "carpool up --yes --only blog", "carpool up --allow CP3001"],
            CanNarrow = true,
            Body = (invocation, token) => new StackRun(invocation, arguments, "carpool up").RunAsync(
                (stack, options, ct) => stack.UpAsync(options with { TriesCredentials = invocation.Parsed.GetValue(credentials) }, ct), token),
        };
        command.Aliases.Add("apply");
        command.Add(credentials);
        arguments.AddTo(command);
        return command;
    }
}
