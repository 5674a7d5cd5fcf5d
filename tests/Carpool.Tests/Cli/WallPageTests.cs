using System.Text.RegularExpressions;
using Carpool.Cli.Views.Report;
using Carpool.Diagnostics;
using Carpool.State;
using Carpool.Walls;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Cli;

public sealed partial class WallPageTests
{
    private const string Hostile = "</script><script>alert(1)</script>\"'&<!--";

    private static readonly DateTimeOffset Now = new(2026, 5, 6, 7, 8, 9, TimeSpan.Zero);

    [Fact]
    public void TheSameReportGivesTheSameBytes() => WallPage.Of("cars", Now, Sample()).ShouldBe(WallPage.Of("cars", Now, Sample()));

    [Fact]
    public void ItNeedsNothingBesideItself()
    {
        var page = WallPage.Of("cars", Now, Sample());
        page.ShouldStartWith($"{ReportPage.Mark}verify\">");
        foreach (var lead in (string[])["://", "src=", "@import", "url(", "<link", "style=\""]) page.ShouldNotContain(lead);
        page.ShouldContain("2026-05-06 07:08:09 UTC");
    }

    [Fact]
    public void AFindingHasItsPathItsFixAndItsCode()
    {
        var page = WallPage.Of("cars", Now, Sample());
        page.ShouldContain("<p class=\"path\">blog_app → member of analytics (INHERIT) → owns database todo</p>");
        page.ShouldContain("<p class=\"fix\">As a superuser:</p>\n<pre><code>REVOKE analytics FROM blog_app</code></pre>");
        page.ShouldContain("CP6006 <small>A role reaches beyond its app</small>");
        page.ShouldContain("<p class=\"fix\">Ask: the platform</p>");
        page.ShouldContain("The walls are not proven.");
    }

    [Fact]
    public void ANameIsShownAndNeverRun()
    {
        var matrix = new ReachMatrix([new(Hostile), new("b\e[2J")], [new(new RoleName(Hostile), Hostile, [Reach.Enters, Reach.Refused])]);
        var report = Reports.Clean with
        {
            Matrix = matrix,
            Findings = [WallCodes.OpenPath.With(Hostile, $"As {Hostile}: {Hostile}", Hostile)],
            Unknown = [WallCodes.OpenPath.With(Hostile, Hostile)],
        };
        var page = WallPage.Of(Hostile, Now, report);
        page.ShouldNotContain("alert(1)</script>");
        page.ShouldNotContain("<!--");
        page.ShouldNotContain("\e");
        Script().Count(page).ShouldBe(2, "its data and its own script");
        page.ShouldContain("&lt;/script&gt;&lt;script&gt;alert(1)");
    }

    [Fact]
    public void FiveHundredAppsAreDrawnInRuns()
    {
        var page = WallPage.Of("cars", Now, Reports.Clean with { Matrix = Reports.Apps(500, (login, database) => login == 3 && database is >= 10 and < 400 ? Reach.Enters : null) });
        page.Length.ShouldBeLessThan(150_000);
        page.ShouldContain("<path class=\"enters\" d=\"M10 3h390v1h-390z\"/>");
        page.ShouldContain("[\"app003_app\",\"app003\",\".3o1.6X390.100\"]");
        page.ShouldContain("<a href=\"#c3-10\">app003_app</a>");
        Regex.Count(page, "<path ").ShouldBe(3, "own, enters, ticks");
    }

    [Fact]
    public void ASmallMatrixHasItsNames()
    {
        var page = WallPage.Of("cars", Now, Reports.Clean with { Matrix = Reports.Apps(5) });
        Regex.Count(page, "<text ").ShouldBe(10);
        page.ShouldContain("<path class=\"grid\"");
        page.ShouldContain("No login reaches a database that is another's.");
        WallPage.Of("cars", Now, Reports.Clean).ShouldContain("<svg");
    }

    [Fact]
    public void WhatWasTriedIsCounted()
    {
        var page = WallPage.Of("cars", Now, Reports.Clean with { Acts = new(1234, 1200, 33, 1) });
        foreach (var (count, of) in (ReadOnlySpan<(string, string)>)[("1,234", "acts tried"), ("1,200", "acts refused"), ("33", "acts done"), ("1", "acts inconclusive")])
            page.ShouldContain($"<dd>{count}</dd><dt>{of}</dt>");
    }

    private static WallReport Sample() => Reports.Clean with
    {
        Matrix = Reports.Matrix("blog todo", "blog_app blog o~", "todo_app todo .o"),
        Findings = [WallCodes.OpenPath.With("blog_app → member of analytics (INHERIT) → owns database todo", "As a superuser: REVOKE analytics FROM blog_app", "blog_app")],
        OpenByPlatform = [WallCodes.OpenByPlatform.With("template1 is open", "Ask: the platform", "template1")],
    };

    [GeneratedRegex("<script", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Script();
}
