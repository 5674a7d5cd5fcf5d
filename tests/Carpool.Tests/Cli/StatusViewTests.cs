using Carpool.Cli.Views;
using Carpool.Stacks;
using Carpool.State;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Cli;

public sealed class StatusViewTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 6, 7, 8, 9, TimeSpan.Zero);

    private static readonly StackStatus Sample = new("cars", "18.4",
    [
        new("blog", AppStanding.Live, new("blog"), [new Login("app", new("blog_app"), Access.App)], 7_800_000, 3, Now.AddDays(-3), null, true),
        new("[red]x", AppStanding.Quarantined, new("x~1"), [new Login("app", new("x_app~1"), Access.App)], null, 0, Now.AddDays(-9), Now.AddHours(-2), false),
    ]);

    [Fact]
    public void PeopleReadATable() => Typed.Shown(Sample, invocation => new StatusForPeople(invocation, Now)).Out.ShouldBe(
        """
        cars on Postgres 18.4

        APP      STATE         DATABASE   ROLES   SIZE     SESSIONS   AGE
        blog     live          blog       app     7.4 MB   3          3d
        [red]x   quarantined   x~1        app     -        0          2h

        The age of a quarantined app counts from its removal. carpool restore APP brings it back, carpool purge APP drops it for good.

        """);

    [Fact]
    public void ProgramsReadJson()
    {
        var apps = Typed.Shown(Sample, invocation => new StatusAsJson(invocation.Terminal.Out)).Json.GetProperty("apps");
        apps[0].GetProperty("roles").GetProperty("app").GetProperty("username").GetString().ShouldBe("blog_app");
        apps[0].GetProperty("created_at").GetString().ShouldBe("2026-05-03T07:08:09Z");
        apps[1].GetProperty("state").GetString().ShouldBe("quarantined");
        apps[1].GetProperty("size_bytes").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }
}
