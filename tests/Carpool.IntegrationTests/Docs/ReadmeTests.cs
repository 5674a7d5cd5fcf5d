using System.Text.RegularExpressions;
using Carpool.IntegrationTests.Cli;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Docs;

/// <summary>What the README and the guide tell people to type works, in that order, from the root of a checkout.</summary>
public sealed partial class ReadmeTests
{
    public static TheoryData<string> Pages =>
        new(Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Path, "docs", "guide"), "*.md")
            .Select(file => Path.GetRelativePath(RepositoryFolder.Path, file))
            .Order(StringComparer.Ordinal)
            .Prepend("README.md")
            .Where(page => BlocksOf(page).Count > 0));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_command_works(string page)
    {
        await using var checkout = new FreshCheckout();
        foreach (var block in BlocksOf(page))
        {
            var (exitCode, output) = await checkout.RunAsync(block);
            exitCode.ShouldBe(0, $"{page}:\n{block}\n{output}");
        }

        checkout.ChangedExamples().ShouldBeEmpty($"{page} leaves the examples as they were");
        checkout.LocalClusters().ShouldBeEmpty($"{page} leaves no local cluster behind");
    }

    private static IReadOnlyList<string> BlocksOf(string page) =>
        [.. Block().Matches(File.ReadAllText(Path.Combine(RepositoryFolder.Path, page))).Select(match => match.Groups["commands"].Value)];

    [GeneratedRegex(@"^```sh\n(?<commands>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Block();
}
