using Carpool.Cli.Arguments;

namespace Carpool.Cli.Commands;

/// <summary>`carpool rekey`: another key for the stack.</summary>
internal static class RekeyCommand
{
    public static DescribedCommand Build()
    {
        var arguments = new RunArguments();
        var command = new DescribedCommand(
            "rekey",
            "Gives the stack another key: all that is on record of it is sealed anew, and the old key opens nothing more. Credentials stay as they are. With the key in CARPOOL_KEY, the new one comes from CARPOOL_NEW_KEY.")
        {
            Usage = "[OPTIONS]",
            Examples = ["carpool rekey", "carpool rekey --yes"],
            Body = (invocation, token) => new StackRun(invocation, arguments, "carpool rekey").RunAsync((stack, options, ct) => stack.RekeyAsync(options, ct), token),
        };
        arguments.AddTo(command);
        return command;
    }
}
