using System.Text.Json;
using Carpool.Cli.Views;
using Carpool.Diagnostics;
using Carpool.State;
using Carpool.Walls;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Cli;

public sealed class WallViewTests
{
    private static readonly ReachMatrix Small = Reports.Matrix("blog postgres todo", "blog_app blog op~", "boss - ttt", "todo_app todo Xpo");

    [Fact]
    public void PeopleAreToldHowManyOfEachKind()
    {
        var report = Reports.Clean with
        {
            Findings = [WallCodes.OpenDatabase.With("blog is open"), WallCodes.Baseline.With("stale")],
            OpenByPlatform = [WallCodes.OpenByPlatform.With("The platform keeps 'template1' open")],
            Unknown = [WallCodes.OpenByPlatform.With("pg_hba is not readable")],
            Accepted = [WallCodes.OpenDatabase.With("legacy is open; accepted until 2027-01-31: archive")],
        };
        Typed.Shown(report, invocation => new WallsForPeople(invocation), [.. report.Findings]).ShouldBe(new Typed(
            0,
            """
            9 logins tried: 6 refused, 3 in their own database, 0 where they should not be, 0 inconclusive
            1 error, 1 warning, 1 unknown, 1 open by the platform, 1 accepted
            The walls are not proven.
            open by the platform: The platform keeps 'template1' open
            unknown: pg_hba is not readable
            accepted: legacy is open; accepted until 2027-01-31: archive

            """,
            """
            error CP6003: blog is open
            warning CP6060: stale

            """));
        Typed.Shown(Reports.Clean, invocation => new WallsForPeople(invocation)).Out.ShouldContain("Every wall stands.");
        Typed.Shown(Reports.Clean with { Probes = new(9, 5, 3, 0, 1) }, invocation => new WallsForPeople(invocation)).Out.ShouldContain("The walls are not proven.");
    }

    [Fact]
    public void ManyOfAKindAreNotListedToTheEnd()
    {
        var report = Reports.Clean with { Unknown = [.. Enumerable.Range(0, 100).Select(number => WallCodes.OpenByPlatform.With($"unread {number}"))] };
        var lines = Typed.Shown(report, invocation => new WallsForPeople(invocation)).Out.Split('\n');
        lines.Count(line => line.StartsWith("unknown: ", StringComparison.Ordinal)).ShouldBe(21);
        lines.ShouldContain("unknown: 80 more, which --json lists");
    }

    [Fact]
    public void ProgramsReadJson()
    {
        var report = Reports.Clean with { Unknown = [WallCodes.OpenByPlatform.With("unread")], Accepted = [WallCodes.OpenDatabase.With("open")], Matrix = Small };
        var json = Typed.Shown(report, invocation => new WallsAsJson(invocation.Terminal.Out)).Json;
        json.EnumerateObject().Select(key => key.Name).ShouldBe(["format_version", "isolated", "probes", "acts", "findings", "open_by_platform", "unknown", "accepted", "diagnostics"]);
        json.GetProperty("probes").GetProperty("refused").GetInt32().ShouldBe(6);
        json.GetProperty("unknown")[0].GetProperty("message").GetString().ShouldBe("unread");

        var matrix = Typed.Shown(report, invocation => new WallsAsJson(invocation.Terminal.Out, withMatrix: true)).Json.GetProperty("matrix");
        matrix.GetProperty("databases").EnumerateArray().Select(name => name.GetString()).ShouldBe(["blog", "postgres", "todo"]);
        var logins = matrix.GetProperty("logins");
        logins[0].GetProperty("login").GetString().ShouldBe("blog_app");
        logins[0].GetProperty("reach").EnumerateArray().Select(word => word.GetString()).ShouldBe(["own", "open_by_platform", "over_others"]);
        logins[1].GetProperty("tenant").ValueKind.ShouldBe(JsonValueKind.Null);
        logins[2].GetProperty("reach")[0].GetString().ShouldBe("enters");
    }

    [Fact]
    public void ASmallMatrixIsShownWhole() => Typed.Shown(Reports.Clean with { Matrix = Small }, invocation => new WallsForPeople(invocation, withMatrix: true)).Out.ShouldStartWith(
        """
                  blog
                  | postgres
                  | | todo
                  | | |
        blog_app  o p ~
        boss      t t t
        todo_app  X p o
        X enters, and must not   ~ gets in over others   p open by the platform   o its own   t enters, and may

        9 logins tried
        """);

    [Fact]
    public void OfALargeMatrixTheOpenPartIsShown()
    {
        var matrix = Reports.Apps(500, (login, database) => (login, database) switch { (3, 400) => Reach.Enters, (77, 400) => Reach.OverOthers, _ => null });
        Typed.Shown(Reports.Clean with { Matrix = matrix }, invocation => new WallsForPeople(invocation, withMatrix: true)).Out.ShouldStartWith(
            """
                        app400
                        |
            app003_app  X
            app077_app  ~
            500 logins, 500 databases: 498 logins and 499 databases are left out: there nobody reaches what is another's
            X enters, and must not   ~ gets in over others

            """);
        Typed.Shown(Reports.Clean with { Matrix = Reports.Apps(500) }, invocation => new WallsForPeople(invocation, withMatrix: true)).Out
            .ShouldStartWith("500 logins, 500 databases: no login reaches another's database\n");
        var all = Typed.Shown(Reports.Clean with { Matrix = Reports.Apps(500, (_, _) => Reach.Enters) }, invocation => new WallsForPeople(invocation, withMatrix: true)).Out.Split('\n');
        all.Length.ShouldBeLessThan(90);
        all.ShouldContain("500 logins, 500 databases: 460 logins and 470 databases are left out, 460 logins and at least 470 databases with open ways among them (--html draws them, --json lists them)");
    }

    [Fact]
    public void ANameStaysInItsRow()
    {
        var hostile = new ReachMatrix([new DatabaseName("a\nb")], [new ReachRow(new RoleName("\e[2Jx\ty"), null, [Reach.Refused])]);
        Typed.Shown(Reports.Clean with { Matrix = hostile }, invocation => new WallsForPeople(invocation, withMatrix: true)).Out.ShouldStartWith(
            """
                           a\x0ab
                           |
            \x1b[2Jx\x09y  .
            . refused

            """);
    }

    [Fact]
    public void APathIsAnswered()
    {
        var open = new PathAnswer(new("blog_app"), new("todo"), Reach.OverOthers, true, ["blog_app → member of analytics (INHERIT) → owns database todo"], []);
        Typed.Shown(open, invocation => new PathForPeople(invocation)).Out.ShouldBe(
            """
            blog_app can get into todo (gets in over others)
              blog_app → member of analytics (INHERIT) → owns database todo

            """);
        var closed = open with { Reach = Reach.Refused, IsOpen = false, Ways = [], Reasons = ["PUBLIC has no CONNECT on todo"] };
        Typed.Shown(closed, invocation => new PathForPeople(invocation)).Out.ShouldBe("blog_app cannot get into todo (refused)\n  PUBLIC has no CONNECT on todo\n");
        var json = Typed.Shown(open, invocation => new PathAsJson(invocation.Terminal.Out)).Json;
        json.EnumerateObject().Select(key => key.Name).ShouldBe(["format_version", "role", "database", "open", "reach", "ways", "reasons", "diagnostics"]);
        json.GetProperty("reach").GetString().ShouldBe("over_others");
    }
}
