using System.CommandLine;
using Carpool.Cli.Arguments;
using Carpool.Cli.Commands;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Cli;

public sealed class HelpTests
{
    public static TheoryData<string> Commands => [.. All(CommandTree.Build(new GlobalOptions())).Select(UsageErrors.Full)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task EveryCommandExplainsItself(string command)
    {
        var words = command.Split(' ').Skip(1).Append("--help").ToArray();
        var help = await Typed.RunAsync(words);
        help.ExitCode.ShouldBe(0);
        help.Error.ShouldBeEmpty();
        help.Out.ShouldContain($"Usage: {command} ");
        help.Out.Split("Examples:\n")[1].Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeInRange(1, 3);
    }

    [Fact]
    public void EveryExampleParses()
    {
        var globals = new GlobalOptions();
        var root = CommandTree.Build(globals);
        foreach (var example in All(root).SelectMany(command => command.Examples))
        {
            var line = example.StartsWith("eval", StringComparison.Ordinal) ? example.Split('(', ')')[1] : example;
            var parsed = root.Parse(line.Split(" -- ")[0].Split(' ').Skip(1).ToArray());
            UsageErrors.Of(parsed, (DescribedCommand)parsed.CommandResult.Command, globals).ShouldBeEmpty(example);
        }
    }

    [Fact]
    public async Task WithoutAWordTheHelpIsShown()
    {
        var help = await Typed.RunAsync();
        help.ExitCode.ShouldBe(0);
        help.Out.ShouldBe((await Typed.RunAsync("--help")).Out);
    }

    [Fact]
    public async Task TheVersionIsOneLine() => (await Typed.RunAsync("--version", "--no-color")).Out.ShouldMatch(@"^carpool \d+\.\d+\.\d+\n$");

    private static IEnumerable<DescribedCommand> All(Command command) => command.Subcommands.SelectMany(All).Prepend((DescribedCommand)command);
}
