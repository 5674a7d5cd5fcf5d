using System.CommandLine;
using Carpool.Cli.Arguments;
using Carpool.Diagnostics;

namespace Carpool.Cli.Commands;

/// <summary>`carpool adopt`: puts apps on record that the cluster holds and the registry does not know.</summary>
internal static class AdoptCommand
{
    public static DescribedCommand Build()
    {
        var arguments = new RunArguments();
        var apps = new Argument<string[]>("APP…") { Description = "Apps of the manifest, or quarantined ones.", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "Every app of the manifest that is there, and every quarantined database of the admin's." };
        var newKey = new Option<bool>("--new-key") { Description = "The stack's key is lost: forget all that is on record of the stack and begin with a new key. With --all only." };
        var command = new DescribedCommand("adopt", "Puts apps on record as the cluster shows them, where their record is lost, old or not to be believed. Changes nothing else.")
        {
            Usage = "APP…|--all [OPTIONS]",
            Examples = ["carpool adopt blog", "carpool adopt --all", "carpool adopt --all --new-key"],
            Body = (invocation, token) =>
            {
                var named = Words.Of(invocation.Parsed.GetValue(apps)).ToHashSet(StringComparer.Ordinal);
                var (isAll, givesUpKey) = (invocation.Parsed.GetValue(all), invocation.Parsed.GetValue(newKey));
                WholeOrNamed.Check("carpool adopt", isAll, named.Count);
                if (givesUpKey && !isAll)
                    throw new DiagnosticException(ExecutionCodes.WrongUsage.With("--new-key gives up what is on record of the whole stack", "Write `carpool adopt --all --new-key`."));
                var typed = string.Join(' ', named.Select(ShellWord.Of).Prepend("carpool adopt")) + (isAll ? " --all" : "") + (givesUpKey ? " --new-key" : "");
                return new StackRun(invocation, arguments, typed).RunAsync((stack, options, ct) => stack.AdoptAsync(named, givesUpKey, options, ct), token);
            },
        };
        command.Add(apps);
        command.Add(all);
        command.Add(newKey);
        arguments.AddTo(command);
        return command;
    }
}
