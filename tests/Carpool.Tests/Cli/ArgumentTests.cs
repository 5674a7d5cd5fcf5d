using Carpool.Cli.Arguments;
using Carpool.Cli.Views;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Cli;

public sealed class ArgumentTests
{
    [Theory]
    [InlineData("30d", 30 * 86400)]
    [InlineData("12h", 12 * 3600)]
    [InlineData("90m", 90 * 60)]
    [InlineData("5s", 5)]
    [InlineData("0s", 0)]
    [InlineData("", null)]
    [InlineData("d", null)]
    [InlineData("5", null)]
    [InlineData("-5s", null)]
    [InlineData("1.5h", null)]
    [InlineData("5 m", null)]
    [InlineData("5w", null)]
    [InlineData("99999999999d", null)]
    [InlineData("2000000000d", null)]
    public void ADurationIsANumberAndAUnit(string text, int? seconds) =>
        Duration.Read(text).ShouldBe(seconds is { } value ? TimeSpan.FromSeconds((double)value) : null);

    [Theory]
    [InlineData("blog", "blog", null)]
    [InlineData("blog/app", "blog", "app")]
    [InlineData("a/b/c", "a", "b/c")]
    public void AnAppMayNameARole(string text, string app, string? role) => AppRole.Read(text).ShouldBe(new AppRole(app, role));

    [Theory]
    [InlineData("")]
    [InlineData("/app")]
    [InlineData("blog/")]
    public void HalfANameIsNone(string text) => AppRole.Read(text).ShouldBeNull();

    [Fact]
    public void SeveralWordsOrCommas() => Words.Of(["a,b", "c", "a"]).ShouldBe(["a", "b", "c"]);

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(7_800_000, "7.4 MB")]
    [InlineData(12_000_000_000, "11 GB")]
    public void SizesAreRounded(long bytes, string text) => ByteSize.Of(bytes).ShouldBe(text);

    [Fact]
    public void ATerminalSeesNoControlCharacters() => Paper.Plain("a\e[2Jb\r\u009b\tc").ShouldBe(@"a\x1b[2Jb\x0d\x9b" + "\tc");
}
