using Carpool.Cli.Arguments;

namespace Carpool.Cli.Commands;

/// <summary>`carpool destroy`: removes every app of the stack.</summary>
internal static class DestroyCommand
{
    public static DescribedCommand Build()
    {
        var arguments = new RunArguments();
        var command = new DescribedCommand("destroy", "Removes every app of the stack, each in the way that its on_remove says: unless told otherwise it is quarantined.")
        {
            Usage = "[OPTIONS]",
            Examples = ["carpool destroy", "carpool destroy --yes --allow CP3001"],
            Body = (invocation, token) => new StackRun(invocation, arguments, "carpool destroy").RunAsync((stack, options, ct) => stack.DestroyAsync(options, ct), token),
        };
        arguments.AddTo(command);
        return command;
    }
}
