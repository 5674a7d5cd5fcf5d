using System.CommandLine;
using Carpool.Cli.Arguments;
using Carpool.Cli.Commands;

namespace Carpool.Cli.Views;

/// <summary>What --help prints.</summary>
internal static class HelpText
{
    public static void Write(TextWriter output, DescribedCommand command, GlobalOptions globals)
    {
        var name = UsageErrors.Full(command);
        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine($"Usage: {(command.Parents.Any() ? name : "carpool")} {command.Usage}".TrimEnd());
        Section(output, "Commands", command.Subcommands.Select(sub => (string.Join(", ", sub.Aliases.Prepend(sub.Name)), sub.Description)));
        Section(output, "Arguments", command.Arguments.Select(argument => (argument.Name, argument.Description)));
        Section(output, "Options", command.Options.Where(option => !globals.All.Contains(option)).Select(Row));
        if (command.Glossary is { } glossary) Section(output, glossary.Title, glossary.Rows.Select(row => (row.Word, (string?)row.Meaning)));
        Section(output, "Global options", globals.All.Where(option => command.CanNarrow || option.Name != "--only").Where(option => option != globals.Version || !command.Parents.Any()).Select(Row));
        output.WriteLine();
        output.WriteLine("Examples:");
        foreach (var example in command.Examples) output.WriteLine($"  {example}");
    }

    private static (string, string?) Row(Option option)
    {
        var names = string.Join(", ", option.Aliases.Prepend(option.Name).OrderBy(alias => alias.Length));
        return (option.HelpName is null ? names : $"{names} {option.HelpName}", option.Description);
    }

    private static void Section(TextWriter output, string title, IEnumerable<(string Name, string? Description)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0) return;
        var width = all.Max(row => row.Name.Length);
        output.WriteLine();
        output.WriteLine($"{title}:");
        foreach (var (name, description) in all) output.WriteLine($"  {name.PadRight(width)}  {description}");
    }
}
