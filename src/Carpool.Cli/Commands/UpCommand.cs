using System.CommandLine;
using Carpool.Cli.Arguments;
using Carpool.Diagnostics;

namespace Carpool.Cli.Commands;

/// <summary>`carpool up`: makes the cluster what the manifest says.</summary>
internal static class UpCommand
{
    public static DescribedCommand Build()
    {
        var arguments = new RunArguments();
        var credentials = CredentialsOption.Build("Log in with every password on record, and give a new one where somebody changed it.");
        var fingerprint = new Option<string?>("--fingerprint") { HelpName = "HEX", Description = "Go on only with the plan of this fingerprint, which `carpool preview --json` gives." };
        var plan = new Argument<string?>("FILE") { Description = "A plan that `carpool preview --out` saved: just that is carried out, if it still fits.", Arity = ArgumentArity.ZeroOrOne };
        var command = new DescribedCommand("up", "Makes the cluster what the manifest says: shows the plan, asks, carries it out and reads it back.")
        {
            Usage = "[FILE] [OPTIONS]",
            Examples = ["carpool up", "carpool up --yes --only blog", "carpool up plan.json --allow CP3001"],
            CanNarrow = true,
            Body = (invocation, token) =>
            {
                var (triesCredentials, expected) = (invocation.Parsed.GetValue(credentials), invocation.Parsed.GetValue(fingerprint));
                if (invocation.Parsed.GetValue(plan) is not { } file)
                    return new StackRun(invocation, arguments, "carpool up") { Fingerprint = expected }.RunAsync((stack, options, ct) => stack.UpAsync(options with { TriesCredentials = triesCredentials }, ct), token);
                if (triesCredentials)
                    throw new DiagnosticException(ExecutionCodes.WrongUsage.With("A saved plan tries no password", "Leave the file or --credentials out."));
                if (expected is not null)
                    throw new DiagnosticException(ExecutionCodes.WrongUsage.With("A saved plan is carried out as it is or not at all, so it needs no fingerprint", "Leave the file or --fingerprint out."));
                return CarryOutAsync(invocation, arguments, file, token);
            },
        };
        command.Add(plan);
        command.Aliases.Add("apply");
        command.Add(credentials);
        command.Add(fingerprint);
        arguments.AddTo(command);
        return command;
    }

    private static Task<int> CarryOutAsync(Invocation invocation, RunArguments arguments, string file, CancellationToken cancellationToken)
    {
        if (invocation.Globals.Only.Count > 0)
            throw new DiagnosticException(ExecutionCodes.WrongUsage.With("`carpool up FILE` takes no --only: the plan says which apps it is about", "Leave --only out, or narrow the preview that makes the plan."));
        return new StackRun(invocation, arguments, $"carpool up {ShellWord.Of(file)}") { Resumption = "carpool up" }.RunAsync((stack, options, ct) => stack.UpAsync(file, options, ct), cancellationToken);
    }
}
