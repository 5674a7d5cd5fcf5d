using Carpool.Diagnostics;
using Carpool.Tests.Cli;
using Carpool.Walls;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Walls;

public sealed class BaselineTests
{
    private static readonly DateOnly Today = new(2026, 12, 1);

    private static readonly Diagnostic Blog = WallCodes.OpenDatabase.With("Database blog is open.", "Close it.", "blog");
    private static readonly Diagnostic Todo = WallCodes.OpenDatabase.With("Database todo is open.", "Close it.", "todo");

    [Fact]
    public void WhatIsAcceptedIsSetApartWithItsReason()
    {
        var report = Of("- {code: CP6003, subject: blog, reason: an archive, until: 2026-12-01}", Blog, Todo);
        report.Findings.ShouldBe([Todo]);
        var accepted = report.Accepted.ShouldHaveSingleItem();
        accepted.Message.ShouldBe("Database blog is open; accepted until 2026-12-01: an archive");
        (accepted.Code, accepted.Severity, accepted.Subject, accepted.Location).ShouldBe((Blog.Code, Severity.Error, "blog", new SourceLocation("b.yaml", 1, 3)));
        report.IsIsolated.ShouldBeFalse();
        Of("- {code: CP6003, subject: blog, reason: an archive, until: 2026-12-01}", Blog).IsIsolated.ShouldBeTrue();
    }

    [Fact]
    public void WithoutASubjectTheCodeIsAcceptedOfEverythingAndItSaysSo()
    {
        var report = Of("- {code: CP6003, reason: a playground, until: 2027-01-31}", Blog, Todo);
        report.Findings.ShouldBeEmpty();
        report.Accepted.Select(one => one.Message).ShouldBe(
        [
            "Database blog is open; accepted until 2027-01-31, as anything with this code: a playground",
            "Database todo is open; accepted until 2027-01-31, as anything with this code: a playground",
        ]);
    }

    [Fact]
    public void AnEntryThatHasEndedAcceptsNothing()
    {
        var report = Of("- {code: CP6003, subject: blog, reason: an archive, until: 2026-11-30}", Blog);
        report.IsIsolated.ShouldBeFalse();
        report.Accepted.ShouldBeEmpty();
        report.Findings[0].ShouldBe(Blog);
        report.Findings[1].ShouldBe(WallCodes.Baseline.With(
            "The baseline accepted CP6003 of blog until 2026-11-30, and accepts it no more", "Close the hole, or decide anew and give the entry another end.", "blog", new SourceLocation("b.yaml", 1, 3)));
    }

    [Fact]
    public void AnEntryThatFitsNothingIsAWarning()
    {
        var report = Of("# none\n- {code: CP6003, subject: shop, reason: an archive, until: 2027-01-31}");
        report.IsIsolated.ShouldBeTrue();
        report.Findings.ShouldBe([WallCodes.Baseline.With("The baseline accepts CP6003 of shop, and nothing like it was found", "Remove the entry.", "shop", new SourceLocation("b.yaml", 2, 3))]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("[]")]
    public void AnEmptyOneAcceptsNothing(string text) => BaselineFile.Parse(text, "b.yaml").Value!.Entries.ShouldBeEmpty();

    [Theory]
    [InlineData("code: CP6003", 1, "a list of entries is wanted")]
    [InlineData("- CP6003", 1, "a mapping is wanted")]
    [InlineData("- {code: CP6003, subject: a, reason: r, until: 2027-01-31, by: me}", 1, "no key 'by'")]
    [InlineData("- {code: CP6003, subject: a, reason: r, until: 2027-01-31}\n- {code: CP6003, subject: a, reason: s, until: 2027-01-31}", 2, "accepts CP6003 of a twice")]
    [InlineData("- code: CP6003\n  code: CP6003\n  reason: r\n  until: 2027-01-31", 2, "is there twice")]
    [InlineData("- {subject: a, reason: r, until: 2027-01-31}", 1, "lacks the key 'code'")]
    [InlineData("- {code: CP6003, until: 2027-01-31}", 1, "lacks the key 'reason'")]
    [InlineData("- {code: CP6003, reason: ' ', until: 2027-01-31}", 1, "a text is wanted")]
    [InlineData("- {code: CP6003, subject: , reason: r, until: 2027-01-31}", 1, "`subject` of an entry")]
    [InlineData("- {code: CP6003, reason: r}", 1, "lacks the key 'until'")]
    [InlineData("- {code: CP6003, reason: r, until: 2027-02-30}", 1, "'2027-02-30' is no day")]
    [InlineData("- {code: CP6003, reason: r, until: soon}", 1, "'soon' is no day")]
    [InlineData("- {code: CP1001, reason: r, until: 2027-01-31}", 1, "'CP1001' is the code of no finding")]
    [InlineData("- {code: CP6999, reason: r, until: 2027-01-31}", 1, "'CP6999' is the code of no finding")]
    [InlineData("- {code: CP6001, reason: r, until: 2027-01-31}", 1, "cannot be accepted")]
    [InlineData("- {code: CP6002, reason: r, until: 2027-01-31}", 1, "cannot be accepted")]
    [InlineData("\n- {code: [\n", 3, "This is not YAML")]
    [InlineData("- &a {code: CP6003, reason: r, until: 2027-01-31}", 1, "anchor")]
    public void WhatDoesNotHoldIsAnErrorWithItsLine(string text, int line, string words)
    {
        var read = BaselineFile.Parse(text, "b.yaml");
        read.IsValid.ShouldBeFalse();
        read.Value.ShouldBeNull();
        read.Diagnostics.ShouldAllBe(problem => problem.Code == WallCodes.Baseline && problem.Severity == Severity.Error && problem.Fix != null);
        read.Diagnostics.ShouldContain(problem => problem.Message.Contains(words) && problem.Location!.Line == line, string.Join('\n', read.Diagnostics));
    }

    [Fact]
    public void AFileThatIsNotThereIsAnError() =>
        BaselineFile.Load("/nonexistent/b.yaml").Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("The baseline /nonexistent/b.yaml cannot be read: there is no such file");

    private static WallReport Of(string baseline, params Diagnostic[] findings) =>
        BaselineFile.Parse(baseline, "b.yaml").Value!.Of(Reports.Clean with { Findings = findings }, Today);
}
