using System.CommandLine;
using Carpool.Cli.Arguments;
using Carpool.Diagnostics;

namespace Carpool.Cli.Commands;

/// <summary>`carpool adopt`: puts apps on record that the cluster holds and the registry does not know; writes the manifest that describes them where there is none.</summary>
internal static class AdoptCommand
{
    public static DescribedCommand Build()
    {
        var arguments = new RunArguments();
        var names = new Argument<string[]>("DATABASE…") { Description = "Databases, or apps of the manifest; quarantined ones too.", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "Every app of the manifest that is there, and every quarantined database of the admin's; with --write every database that an app could have." };
        var write = new Option<string>("--write") { HelpName = "FILE", Description = "Write the manifest that describes the databases, and adopt them with it. Never overwrites one." };
        var stack = new Option<string>("--stack") { HelpName = "NAME", Description = "The stack's name in the manifest that is written; the folder's name unless given." };
        var newKey = new Option<bool>("--new-key") { Description = "The stack's key is lost: forget all that is on record of the stack and begin with a new key. With --all only." };
        var command = new DescribedCommand("adopt", "Puts databases under management as the cluster shows them: somebody else's, or those whose record is lost, old or not to be believed. Changes nothing else.")
        {
            Usage = "DATABASE…|--all [OPTIONS]",
            Examples = ["carpool adopt --all --write carpool.yaml", "carpool adopt blog", "carpool adopt --all --new-key"],
            Body = async (invocation, token) =>
            {
                var named = Words.Of(invocation.Parsed.GetValue(names)).ToHashSet(StringComparer.Ordinal);
                var (isAll, givesUpKey, file) = (invocation.Parsed.GetValue(all), invocation.Parsed.GetValue(newKey), invocation.Parsed.GetValue(write));
                WholeOrNamed.Check("carpool adopt", isAll, named.Count);
                if (givesUpKey && (!isAll || file is not null))
                    throw new DiagnosticException(ExecutionCodes.WrongUsage.With("--new-key gives up what is on record of the whole stack", "Write `carpool adopt --all --new-key`."));
                if (file is null && invocation.Parsed.GetValue(stack) is not null)
                    throw new DiagnosticException(ExecutionCodes.WrongUsage.With("--stack names the stack of a manifest that is written", "Pass --write FILE as well, or leave --stack out."));
                var typed = string.Join(' ', named.Select(ShellWord.Of).Prepend("carpool adopt")) + (isAll ? " --all" : "") + (givesUpKey ? " --new-key" : "");
                var run = new StackRun(invocation, arguments, typed);
                run.CheckAnswer();
                if (file is not null)
                {
                    var written = await new DescribedCluster(invocation, file, invocation.Parsed.GetValue(stack)).WriteAsync(named, token);
                    if (written is null) return ExitCode.Done;
                    named = [.. written.Apps.Select(app => app.Name)];
                }

                return await run.RunAsync((stack, options, ct) => stack.AdoptAsync(named, givesUpKey, options, ct), token);
            },
        };
        command.Add(names);
        foreach (var option in (Option[])[all, write, stack, newKey]) command.Add(option);
        arguments.AddTo(command);
        return command;
    }
}
