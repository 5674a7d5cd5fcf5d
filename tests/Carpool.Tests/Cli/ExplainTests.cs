using Carpool.Diagnostics;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Cli;

public sealed class ExplainTests
{
    public static TheoryData<string> CommandLineCodes => [.. DiagnosticCodes.All.Select(code => code.Id).Where(id => string.CompareOrdinal(id, "CP4070") >= 0 && string.CompareOrdinal(id, "CP4100") < 0)];

    [Theory]
    [MemberData(nameof(CommandLineCodes))]
    public async Task EveryCodeHasAPageWithItsTitle(string id)
    {
        var title = DiagnosticCodes.All.Single(code => code.Id == id).Title;
        var page = await Typed.RunAsync("explain", id.ToLowerInvariant());
        page.ExitCode.ShouldBe(0);
        page.Out.ShouldStartWith($"{id}: {title}\n\nWhat it means\n");
        page.Out.ShouldNotContain("```");
    }

    [Fact]
    public async Task JsonCarriesThePage() => (await Typed.RunAsync("explain", "CP4070", "--json")).Json.GetProperty("text").GetString().ShouldStartWith("# CP4070: ");

    [Fact]
    public async Task AnUnknownCodeNamesTheNearest()
    {
        var typed = await Typed.RunAsync("explain", "CP40700");
        typed.ExitCode.ShouldBe(1);
        typed.Error.ShouldBe("error CP4078: There is no page about 'CP40700'\n  fix: Did you mean `CP4070`?\n");
    }
}
