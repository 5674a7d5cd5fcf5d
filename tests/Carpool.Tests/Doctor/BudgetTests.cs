using Carpool.Diagnostics;
using Carpool.Doctor;
using Carpool.State;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Doctor;

/// <summary>The sum of connections, and the numbers that are offered where it does not come out.</summary>
public sealed class BudgetTests
{
    [Fact]
    public void What_is_reserved_is_for_nobody() => new Capacity(100, 3, 5, 10, 10, 0).Usable.ShouldBe(92);

    [Theory]
    [InlineData("blog: { connections: 10 }", 10)]
    [InlineData("blog: { connections: 10, roles: { app: {}, report: { access: read, connections: 3 } } }", 10)]
    [InlineData("blog: { connections: 10, roles: { app: { connections: 4 }, report: { access: read, connections: 3 } } }", 7)]
    [InlineData("blog: { roles: { app: { connections: 4 }, report: { access: read, connections: 3 } } }", 7)]
    [InlineData("blog: { roles: { app: {}, report: { access: read, connections: 3 } } }", null)]
    [InlineData("blog: {}", null)]
    public void An_app_may_use_its_own_limit_or_that_of_its_logins_whichever_is_less(string app, int? limit) =>
        Clusters.View(app).Budget.Shares.Single(share => share.Kind is ShareKind.App).Limit.ShouldBe(limit);

    [Fact]
    public void On_25_connections_a_pool_of_20_does_not_leave_room_for_another()
    {
        var view = Clusters.View("shop: { connections: 20 }");
        view.Budget.ShouldSatisfyAllConditions(budget => budget.Capacity.Usable.ShouldBe(22), budget => budget.Claimed.ShouldBe(23), budget => budget.Left.ShouldBe(-1));
        var check = view.Of(DoctorCodes.Connections);
        check.Status.ShouldBe(CheckStatus.Fail);
        check.Message.ShouldBe("All may use 23 connections together, and the server has 22 for them: 1 too many, for shop alone may use 20 and leaves 2 to all others.");
        check.Fix.ShouldBe("Lower `connections` of each app to 19, or set max_connections to at least 26 and restart the server.");
        (check.Measured, check.Required).ShouldBe(((Measure)22, (Measure)23));
    }

    [Fact]
    public void The_numbers_that_are_offered_fit()
    {
        var view = Clusters.View("shop: { connections: 20 }\nblog: { connections: 10 }\ntodo: { connections: 1 }");
        view.Of(DoctorCodes.Connections).Fix.ShouldBe("Lower `connections` of shop to 12, `connections` of blog to 6, `connections` of todo to 1, or set max_connections to at least 37 and restart the server.");
        (12 + 6 + 1).ShouldBeLessThanOrEqualTo(view.Budget.ForApps);
    }

    [Fact]
    public void More_apps_than_connections_are_not_offered_numbers()
    {
        var view = Clusters.View(string.Join('\n', Enumerable.Range(0, 30).Select(number => $"app{number}: {{ connections: 5 }}")));
        view.Of(DoctorCodes.Connections).Fix.ShouldBe("Set max_connections to at least 156 and restart the server, or move apps to another cluster.");
    }

    [Fact]
    public void Others_count_with_their_limit_or_with_what_they_have()
    {
        var view = Clusters.View("blog: { connections: 5 }");
        DatabaseListing Listing(string name, int? limit) => new(new(name), 7, new("x"), true, false, false, limit, false, false, false);
        view = view with
        {
            Surroundings = new Surroundings
            {
                Databases = [Listing("blog", 7), Listing("theirs", 4), Listing("wild", null), Listing("idle", null), Listing("postgres", null)],
                Sessions =
                [
                    new(new("blog"), new("blog_app"), 2), new(new("blog"), new("carpool_admin"), 1), new(new("wild"), new("wilma"), 3), new(new("postgres"), new("monitor"), 1), new(new("template1"), new("monitor"), 1),
                ],
            },
        };
        view.Budget.Shares.Select(share => (share.Kind, share.Name, share.Limit, share.Now)).ShouldBe(
        [
            (ShareKind.Admin, "carpool_admin", 3, 2), (ShareKind.App, "blog", 5, 2), (ShareKind.Neighbour, "theirs", 4, 0), (ShareKind.Neighbour, "wild", null, 3), (ShareKind.Platform, "monitor", null, 2),
        ]);
        view.Budget.Left.ShouldBe(22 - 3 - 5 - 4 - 3 - 2);
    }
}
