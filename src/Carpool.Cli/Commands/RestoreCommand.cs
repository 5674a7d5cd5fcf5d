using System.CommandLine;
using Carpool.Cli.Arguments;

namespace Carpool.Cli.Commands;

/// <summary>`carpool restore APP`: brings an app back from quarantine.</summary>
internal static class RestoreCommand
{
    public static DescribedCommand Build()
    {
        var arguments = new RunArguments();
        var app = new Argument<string>("APP") { Description = "The quarantined app." };
        var command = new DescribedCommand("restore", "Brings a quarantined app back with its data, its roles and its credentials.")
        {
            Usage = "APP [OPTIONS]",
            Examples = ["carpool restore blog"],
            Body = (invocation, token) => new StackRun(invocation, arguments, $"carpool restore {ShellWord.Of(invocation.Parsed.GetRequiredValue(app))}").RunAsync(
                (stack, options, ct) => stack.RestoreAsync(invocation.Parsed.GetRequiredValue(app), options, ct), token),
        };
        command.Add(app);
        arguments.AddTo(command);
        return command;
    }
}
