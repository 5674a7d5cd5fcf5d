using System.CommandLine;
using Carpool.Cli.Arguments;
using Carpool.Cli.Commands;
using Carpool.Cli.Views;

namespace Carpool.Cli;

/// <summary>From the words that were typed to an exit code: parse, call, show.</summary>
internal static class CommandLine
{
    // A word that begins with @ is an app or an argument like any other, not a file of more words
    private static readonly ParserConfiguration AsTyped = new() { ResponseFileTokenReplacer = null };

    /// <param name="cancellationToken">Ends the command as the first Ctrl-C would.</param>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellationToken = default)
    {
        var globals = new GlobalOptions();
        var root = CommandTree.Build(globals);
        if (args.Length == 0)
        {
            HelpText.Write(terminal.Out, root, globals);
            return ExitCode.Done;
        }

        // What follows -- belongs to the command that is run, and is none of the parser's business
        var dashes = Array.IndexOf(args, "--");
        var parsed = root.Parse(dashes < 0 ? args : args[..dashes], AsTyped);
        var takesRest = parsed.CommandResult.Command is DescribedCommand { TakesCommand: true };
        if (dashes >= 0 && !takesRest) parsed = root.Parse(args, AsTyped);
        IReadOnlyList<string>? rest = dashes >= 0 && takesRest ? args[(dashes + 1)..] : null;

        var command = (DescribedCommand)parsed.CommandResult.Command;
        if (parsed.GetResult(globals.Help) is { Implicit: false })
        {
            HelpText.Write(terminal.Out, command, globals);
            return ExitCode.Done;
        }

        if (parsed.GetResult(globals.Version) is { Implicit: false })
        {
            terminal.Out.WriteLine($"carpool {ToolVersion.Current}");
            return ExitCode.Done;
        }

        var wrong = UsageErrors.Of(parsed, command, globals);
        using var interruption = new Interruption(cancellationToken);
        var invocation = new Invocation(terminal, wrong.Count == 0 ? globals.Read(parsed) : GlobalArguments.OfWrongUsage(args), parsed, rest, interruption);
        if (wrong.Count == 0) return await invocation.RunAsync(command.Body!);
        invocation.ShowFailure(wrong);
        return ExitCode.WrongUsage;
    }
}
