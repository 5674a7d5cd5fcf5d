using Carpool.Diff;
using Carpool.State;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Diff;

/// <summary>Which apps change hands at one moment, and which logins keep their owner's rights meanwhile.</summary>
public sealed class HandoverTests
{
    private static readonly ClusterState s_desired = States.Desired("  blog: { roles: { app: { login: blog }, reader: { access: read } } }\n");

    private static readonly ClusterState s_adopted = s_desired with
    {
        Apps = [s_desired.Apps[0] with { DatabaseOid = 100 }],
        Settings = [],
        Memberships = [],
        LoginsWithoutPassword = [new("blog"), new("blog_reader")],
    };

    private static readonly Surroundings s_inUse = new() { Sessions = [new(new("blog"), new("blog"), 2), new(new("blog"), new("blog_reader"), 1), new(new("postgres"), new("blog"), 1)] };

    [Fact]
    public void An_app_of_somebody_elses_does()
    {
        new Handover(s_adopted, s_desired).Concerns("blog").ShouldBeTrue();
        new Handover(s_adopted, s_desired).Concerns(null).ShouldBeFalse();
    }

    [Fact]
    public void One_that_the_model_made_does_not()
    {
        new Handover(s_adopted with { Settings = s_desired.Settings }, s_desired).Concerns("blog").ShouldBeFalse("its login starts as the owner");
        new Handover(s_adopted with { LoginsWithoutPassword = [new("blog")] }, s_desired).Concerns("blog").ShouldBeFalse("a password is on record");
        new Handover(s_adopted with { Apps = [s_adopted.Apps[0] with { Standing = AppStanding.Making }] }, s_desired).Concerns("blog").ShouldBeFalse("it is being made");
        new Handover(s_adopted with { Databases = [] }, s_desired).Concerns("blog").ShouldBeFalse("there is no database");
    }

    [Fact]
    public void A_login_in_use_lingers()
    {
        var lingering = Handover.Lingering(s_adopted, s_desired, s_inUse);

        lingering.Select(found => (found.Login.Name.Value, found.Sessions)).ShouldBe([("blog", 2)], "a reader stays what it is");
        var bridged = Handover.Bridged(s_desired, lingering, States.Server);
        bridged.Memberships.Where(membership => membership.Member.Value == "blog").ShouldAllBe(membership => membership.Inherit && membership.Set);
        bridged.Roles.ShouldBe(s_desired.Roles);
        Handover.Bridged(s_desired, lingering, States.Server with { VersionNumber = 150_000 }).Roles.Single(role => role.Name.Value == "blog").Inherits.ShouldBeTrue("up to 15 the attribute says it");
    }

    [Fact]
    public void A_login_does_not_linger_that_is_idle_known_or_as_the_model_has_it()
    {
        Handover.Lingering(s_adopted, s_desired, new()).ShouldBeEmpty();
        Handover.Lingering(s_adopted with { LoginsWithoutPassword = [] }, s_desired, s_inUse).ShouldBeEmpty();
        Handover.Lingering(s_adopted with { Memberships = s_desired.Memberships }, s_desired, s_inUse).ShouldBeEmpty();
        Handover.Bridged(s_desired, [], States.Server).ShouldBeSameAs(s_desired);
    }

    [Fact]
    public void What_a_login_was_a_member_of_goes_with_the_handover_and_no_later()
    {
        var elsewhere = new Membership(new("readers"), new("blog"), new("somebody"), Inherit: true, Set: true, Admin: false);
        Revoked(s_adopted).ShouldBe(["blog in readers"]);
        Revoked(s_adopted with { Settings = s_desired.Settings }).ShouldBeEmpty();

        IEnumerable<string> Revoked(ClusterState actual) => StateDiff.Between(actual with { Memberships = [elsewhere] }, s_desired, DateTimeOffset.UnixEpoch).OfType<Change.RevokeMembership>().Select(revoke => revoke.Name);
    }

    [Fact]
    public void A_connect_that_somebody_else_passed_on_is_granted_by_the_owner()
    {
        var passedOn = new DatabaseGrant(new("blog"), new Grantee.Role(new("blog_reader")), Privilege.Connect, new RoleName("blog"), IsGrantable: false);
        var actual = s_adopted with { DatabaseGrants = [passedOn] };
        StateDiff.Between(actual, s_desired, DateTimeOffset.UnixEpoch).OfType<Change.GrantOnDatabase>().Select(grant => grant.Name).ShouldContain("CONNECT on database blog to blog_reader");
    }
}
