using Carpool.State;
using Carpool.Walls;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Walls;

/// <summary>The matrix, and the answer for a pair.</summary>
public sealed class ReachAnalysisTests
{
    private static Reach ReachOf(WallFacts facts, string login, string database)
    {
        var matrix = new ReachAnalysis(facts.View()).Matrix();
        return matrix.Rows.Single(row => row.Login.Value == login).Cells[matrix.Databases.ToList().IndexOf(new DatabaseName(database))];
    }

    [Fact]
    public void A_login_has_its_own_and_is_refused_elsewhere()
    {
        var facts = new WallFacts();
        ReachOf(facts, "blog_app", "blog").ShouldBe(Reach.Own);
        ReachOf(facts, "blog_app", "todo").ShouldBe(Reach.Refused);
        ReachOf(facts, "blog_app", "postgres").ShouldBe(Reach.Refused);
        ReachOf(facts, "postgres", "todo").ShouldBe(Reach.Trusted);
        ReachOf(facts, "admin", "todo").ShouldBe(Reach.Trusted);
    }

    [Fact]
    public void A_hole_shows_as_what_a_login_would_meet()
    {
        var facts = new WallFacts();
        facts.Memberships.Add(WallFacts.Member("blog_app", "todo_app", inherit: false));
        facts.Memberships.Add(WallFacts.Member("blog_jobs", "todo_app"));
        facts.Memberships.Add(WallFacts.Member("shop_app", "pg_read_server_files"));
        facts.Grants.Add(WallFacts.Connect("template1", null));
        ReachOf(facts, "blog_app", "todo").ShouldBe(Reach.OverOthers);
        ReachOf(facts, "blog_jobs", "todo").ShouldBe(Reach.Enters);
        ReachOf(facts, "shop_app", "todo").ShouldBe(Reach.OverOthers);
        ReachOf(facts, "todo_app", "template1").ShouldBe(Reach.OpenByPlatform);
    }

    [Fact]
    public void A_path_is_told_and_so_is_that_there_is_none()
    {
        var facts = new WallFacts();
        var analysis = new ReachAnalysis(facts.View());
        var none = analysis.PathOf(new("blog_app"), new("todo"));
        none.IsOpen.ShouldBeFalse();
        none.Reasons.ShouldBe(["PUBLIC may not connect to database todo.", "CONNECT is with admin, todo_app, todo_jobs.", "blog_app is a member of blog_owner alone, which open nothing there."]);
        facts.Memberships.Add(WallFacts.Member("blog_app", "todo_app"));
        var open = new ReachAnalysis(facts.View()).PathOf(new("blog_app"), new("todo"));
        open.IsOpen.ShouldBeTrue();
        open.Ways[0].ShouldBe("blog_app → member of todo_app (INHERIT, SET) → may CONNECT to database todo");
    }
}
