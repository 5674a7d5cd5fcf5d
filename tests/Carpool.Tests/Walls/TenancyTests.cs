using Shouldly;
using Xunit;

namespace Carpool.Tests.Walls;

/// <summary>Who lives where on a cluster that nobody has on record.</summary>
public sealed class TenancyTests
{
    [Fact]
    public void A_role_with_a_tie_to_one_database_lives_there()
    {
        var facts = new WallFacts { IsManaged = false };
        var tenancy = facts.View().Tenancy;
        tenancy.Of(new State.RoleName("blog_app"))!.Name.ShouldBe("blog");
        tenancy.Of(new State.RoleName("blog_owner")).ShouldBeNull("it has no tie that the facts show");
        tenancy.Tenants.Select(tenant => tenant.Name).ShouldBe(["blog", "shop", "todo"]);
    }

    [Fact]
    public void Who_has_no_tie_lives_where_the_roles_do_that_it_is_a_member_of()
    {
        var facts = new WallFacts { IsManaged = false };
        facts.Grants.Clear();
        facts.Grants.Add(WallFacts.Connect("blog", "blog_read"));
        facts.View().Tenancy.Of(new State.RoleName("blog_jobs"))!.Name.ShouldBe("blog");
    }

    [Fact]
    public void Who_has_ties_to_several_lives_in_none_and_who_runs_the_cluster_neither()
    {
        var facts = new WallFacts { IsManaged = false };
        facts.Roles.Add(WallFacts.Role("visitor"));
        facts.Grants.AddRange([WallFacts.Connect("blog", "visitor"), WallFacts.Connect("todo", "visitor"), WallFacts.Connect("blog", "postgres")]);
        var tenancy = facts.View().Tenancy;
        tenancy.Of(new State.RoleName("visitor")).ShouldBeNull();
        tenancy.Of(new State.RoleName("postgres")).ShouldBeNull();
        tenancy.IsTrusted(new State.RoleName("postgres")).ShouldBeTrue();
        tenancy.IsTrusted(new State.RoleName("visitor")).ShouldBeFalse();
    }

    [Fact]
    public void A_neighbours_role_is_a_hole_on_such_a_cluster_too()
    {
        var facts = new WallFacts { IsManaged = false };
        facts.Memberships.Add(WallFacts.Member("todo_app", "blog_app"));
        facts.Found().ShouldHaveSingleItem().ShouldBe("CP6006 Error todo_app: todo_app → member of blog_app (INHERIT, SET), a role of database blog.");
    }
}
