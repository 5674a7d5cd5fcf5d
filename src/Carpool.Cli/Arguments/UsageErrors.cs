using System.CommandLine;
using Carpool.Cli.Commands;
using Carpool.Diagnostics;
using Carpool.Manifest.Grammar;

namespace Carpool.Cli.Arguments;

/// <summary>What is wrong with a command line.</summary>
internal static class UsageErrors
{
    public static IReadOnlyList<Diagnostic> Of(ParseResult parsed, DescribedCommand command, GlobalOptions globals)
    {
        // Words after an unknown command cannot be judged
        if (command.Body is null && parsed.UnmatchedTokens is [var stranger, ..]) return [Unknown(stranger, command)];
        if (command.Body is null) return [Wrong($"`{Full(command)}` needs a command", "Name one; --help lists them.")];
        if (!command.CanNarrow && globals.IsNarrowed(parsed)) return [Wrong($"`{Full(command)}` takes no --only", "Leave --only out.")];

        // A mistyped option would pass for an argument: for a file, say, or an app
        IReadOnlyList<string> unknown = [.. parsed.CommandResult.Tokens.Select(token => token.Value).Where(word => word.StartsWith('-')), .. parsed.UnmatchedTokens];
        return
        [
            .. unknown.Select(word => Unknown(word, command)),
            .. parsed.Errors.Select(error => string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
                .Where(message => !unknown.Any(word => message.Contains($"'{word}'", StringComparison.Ordinal)))
                .Distinct(StringComparer.Ordinal)
                .Select(message => Wrong(message.TrimEnd('.'), $"See `{Full(command)} --help`.")),
        ];
    }

    private static Diagnostic Unknown(string word, DescribedCommand command)
    {
        var known = word.StartsWith('-')
            ? Lineage(command).SelectMany(member => member.Options.Where(option => member == command || option.Recursive)).SelectMany(option => option.Aliases.Prepend(option.Name))
            : command.Subcommands.SelectMany(sub => sub.Aliases.Prepend(sub.Name));
        return Wrong(
            $"`{Full(command)}` does not know '{word}'",
            Nearest.To(word, known) is { } meant ? $"Did you mean `{meant}`?" : $"See `{Full(command)} --help`.");
    }

    private static Diagnostic Wrong(string message, string fix) => ExecutionCodes.WrongUsage.With(message, fix);

    internal static string Full(Command command) => string.Join(' ', Lineage(command).Reverse().Select(member => member.Name));

    private static IEnumerable<Command> Lineage(Command command)
    {
        for (var member = command; member is not null; member = member.Parents.OfType<Command>().FirstOrDefault()) yield return member;
    }
}
