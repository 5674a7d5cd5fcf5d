using System.CommandLine;
using Carpool.Cli.Arguments;

namespace Carpool.Cli.Commands;

/// <summary>`carpool purge`: drops what is quarantined for good.</summary>
internal static class PurgeCommand
{
    public static DescribedCommand Build()
    {
        var arguments = new RunArguments();
        var apps = new Argument<string[]>("APP…") { Description = "The quarantined apps; all of them unless named.", Arity = ArgumentArity.ZeroOrMore };
        var olderThan = Duration.Option("--older-than", TimeSpan.Zero, "Leave what was removed less than this ago, such as 30d.");
        var command = new DescribedCommand("purge", "Drops quarantined apps for good, with their data and their roles.")
        {
            Usage = "[APP…] [OPTIONS]",
            Examples = ["carpool purge blog", "carpool purge --older-than 30d --yes"],
            Body = (invocation, token) =>
            {
                var named = Words.Of(invocation.Parsed.GetValue(apps)).ToHashSet(StringComparer.Ordinal);
                var age = invocation.Parsed.GetValue(olderThan);
                var typed = string.Join(' ', named.Select(ShellWord.Of).Prepend("carpool purge"));
                return new StackRun(invocation, arguments, typed).RunAsync((stack, options, ct) => stack.PurgeAsync(named, age, options, ct), token);
            },
        };
        command.Add(apps);
        command.Add(olderThan);
        arguments.AddTo(command);
        return command;
    }
}
