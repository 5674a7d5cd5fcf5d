using Carpool.State;
using Carpool.Walls;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Walls;

/// <summary>What the rules on shared facts say of one thing that is not as it should be, and of what only looks so.</summary>
public sealed class SharedRuleTests
{
    [Fact]
    public void A_cluster_whose_walls_stand_gives_nothing() => new WallFacts().Found().ShouldBeEmpty();

    [Fact]
    public void A_membership_in_a_neighbours_role_is_told_with_the_whole_way()
    {
        var facts = new WallFacts();
        facts.Roles.Add(WallFacts.Role("analytics", canLogin: false));
        facts.Memberships.AddRange([WallFacts.Member("todo_owner", "analytics"), WallFacts.Member("analytics", "blog_owner", inherit: false)]);
        facts.Found().ShouldBe(
            ["CP6006 Error todo_app: todo_app → member of todo_owner (SET) → member of analytics (INHERIT, SET) → member of blog_owner (SET), a role of app blog."]);
    }

    [Fact]
    public void A_membership_without_any_option_counts_too()
    {
        var facts = new WallFacts();
        facts.Memberships.Add(WallFacts.Member("todo_app", "blog_app", inherit: false, set: false));
        facts.Found().ShouldHaveSingleItem().ShouldStartWith("CP6006 Error todo_app: todo_app → member of blog_app (without options), a role of app blog");
    }

    [Fact]
    public void What_lies_behind_a_neighbours_role_is_that_roles_finding()
    {
        var facts = new WallFacts();
        facts.Memberships.AddRange([WallFacts.Member("todo_app", "blog_owner"), WallFacts.Member("blog_owner", "shop_owner")]);
        facts.Found().Select(line => line.Split(':')[0]).ShouldBe(["CP6006 Error blog_app", "CP6006 Error todo_app"]);
    }

    [Theory]
    [InlineData("postgres", "CP6006 Error", "a superuser")]
    [InlineData("admin", "CP6006 Error", "the admin")]
    [InlineData("pg_execute_server_program", "CP6011 Error", "runs programs")]
    [InlineData("pg_checkpoint", "CP6011 Warning", "to disk")]
    [InlineData("pg_of_version_30", "CP6011 Error", "unknown to this version")]
    public void A_membership_in_who_runs_the_cluster_is_power(string role, string code, string what)
    {
        var facts = new WallFacts();
        facts.Memberships.Add(WallFacts.Member("todo_owner", role));
        facts.Found().ShouldHaveSingleItem().ShouldSatisfyAllConditions(line => line.ShouldStartWith(code), line => line.ShouldContain(what));
    }

    [Theory]
    [InlineData(RoleAttributes.Superuser, "CP6009")]
    [InlineData(RoleAttributes.CreateRole, "CP6009")]
    [InlineData(RoleAttributes.CreateDatabase, "CP6009")]
    [InlineData(RoleAttributes.BypassRowSecurity, "CP6009")]
    [InlineData(RoleAttributes.Replication, "CP6010")]
    public void An_attribute_of_a_role_that_a_login_can_become_is_the_logins(RoleAttributes attribute, string code)
    {
        var facts = new WallFacts();
        facts.Roles.RemoveAll(listing => listing.Role.Name.Value == "todo_owner");
        facts.Roles.Add(WallFacts.Role("todo_owner", attribute, canLogin: false));
        facts.Found().ShouldHaveSingleItem().ShouldStartWith($"{code} Error todo_app: todo_app → member of todo_owner (SET) → has ");
    }

    [Fact]
    public void Connect_counts_where_a_session_has_it_from_its_start()
    {
        var facts = new WallFacts();
        facts.Roles.AddRange([WallFacts.Role("staff", canLogin: false), WallFacts.Role("guests", canLogin: false)]);
        facts.Memberships.AddRange([WallFacts.Member("todo_app", "staff"), WallFacts.Member("todo_app", "guests", inherit: false)]);
        facts.Grants.AddRange([WallFacts.Connect("blog", "staff"), WallFacts.Connect("shop", "guests")]);
        facts.Found().ShouldBe(["CP6007 Error todo_app: todo_app → member of staff (INHERIT, SET) → may CONNECT to database blog, of app blog."]);
    }

    [Fact]
    public void Who_may_grant_connect_lets_itself_in_whatever_it_inherits()
    {
        var facts = new WallFacts();
        facts.Roles.Add(WallFacts.Role("guests", canLogin: false));
        facts.Memberships.Add(WallFacts.Member("todo_app", "guests", inherit: false));
        facts.Grants.Add(WallFacts.Connect("shop", "guests", isGrantable: true));
        facts.Found().ShouldHaveSingleItem().ShouldBe("CP6007 Error todo_app: todo_app → member of guests (SET) → may CONNECT to database shop, and let others in, of app shop.");
    }

    [Fact]
    public void A_door_of_its_own_is_a_warning_and_so_is_a_strangers_visit()
    {
        var facts = new WallFacts();
        facts.Roles.Add(WallFacts.Role("visitor"));
        facts.Grants.AddRange([WallFacts.Connect("blog", "visitor"), WallFacts.Connect("todo", "todo_app", isGrantable: true)]);
        facts.Found().ShouldBe(
        [
            "CP6008 Warning todo_app: todo_app → may CONNECT to database todo, and let others in: it could open it to anybody.",
            "CP6034 Warning visitor: visitor → may CONNECT to database blog, of app blog.",
        ]);
    }

    [Fact]
    public void A_database_that_is_open_to_public_is_one_finding_whoever_may_come()
    {
        var facts = new WallFacts();
        facts.Grants.AddRange([WallFacts.Connect("blog", null), WallFacts.Connect("postgres", null), WallFacts.Connect("template1", null)]);
        facts.Found().ShouldBe(
        [
            "CP6003 Error blog: Database blog of app blog is open to every role of the cluster.",
            "CP6003 Error postgres: Database postgres, which nobody lives in, is open to every role of the cluster.",
        ]);
        WallAnalysis.Of(facts.View()).OpenByPlatform.ShouldHaveSingleItem().Subject.ShouldBe("template1");
    }

    [Fact]
    public void A_session_that_may_not_be_there_outlived_its_connect()
    {
        var facts = new WallFacts();
        facts.Sessions.AddRange([new(new("blog"), new("blog_app"), 3), new(new("blog"), new("todo_app"), 2), new(new("blog"), new("postgres"), 1)]);
        facts.Found().ShouldBe(["CP6028 Error todo_app: todo_app has 2 sessions in database blog of app blog, and no CONNECT any more."]);
    }

    [Fact]
    public void Settings_that_the_manifest_does_not_ask_for_are_told_where_they_bend_others()
    {
        var facts = new WallFacts { Desired = new ClusterState { Settings = [Setting.Of(new("blog_jobs"), new("blog"), "row_security", "off")] } };
        facts.Settings.AddRange(
        [
            Setting.Of(null, new("blog"), "search_path", "evil"), Setting.Of(null, new("blog"), "statement_timeout", "1s"), Setting.Of(new("blog_app"), new("blog"), "role", "blog_owner"),
            Setting.Of(new("blog_jobs"), new("blog"), "row_security", "off"), Setting.Of(new("todo_app"), null, "role", "shop_owner"), Setting.Of(null, null, "session_preload_libraries", "x"),
        ]);
        facts.Found().ShouldBe(
        [
            "CP6024 Warning blog: Sessions of everybody in database blog are bent by it, an operator's too: search_path is set to evil there.",
            "CP6024 Warning todo_app: Sessions of todo_app in every database start as shop_owner: role is set to shop_owner there.",
        ]);
    }

    [Fact]
    public void Limits_are_held_against_the_server_and_the_manifest()
    {
        var facts = new WallFacts { Desired = new ClusterState { Roles = [new Role(new("todo_jobs"), true, true, 5)] } };
        facts.Roles.RemoveAll(listing => listing.Role.Name.Value is "blog_app");
        facts.Roles.Add(WallFacts.Role("blog_app", limit: 97));
        facts.Found().ShouldBe(
        [
            "CP6032 Warning blog_app: blog_app of app blog may take 97 connections, and the server has 97 for all.",
            "CP6032 Warning todo_jobs: todo_jobs of app todo may take any number of connections, where the manifest lets it have 5.",
        ]);
    }

    [Fact]
    public void Parameters_and_tablespaces_are_the_tenants_that_reach_their_holders()
    {
        var facts = new WallFacts
        {
            Guards = new SharedGuards
            {
                UsableConnections = 97,
                Passwords = [],
                HostRules = [],
                ParameterGrants = [new("work_mem", Grantee.Of("todo_owner"), MayAlterSystem: true), new("log_min_messages", Grantee.Of("blog_jobs"), false), new("log_statement", Grantee.Of("postgres"), true)],
                TablespaceUsers = [new(new("fast"), Grantee.Of("todo_app"), IsOwner: false), new(new("fast"), Grantee.Of("postgres"), IsOwner: true)],
            },
        };
        facts.Found().ShouldBe(
        [
            "CP6021 Error todo_app: todo_app → member of todo_owner (SET) → may ALTER SYSTEM SET work_mem, for the whole server.",
            "CP6021 Warning blog_jobs: blog_jobs → may SET log_min_messages, which is kept for superusers.",
            "CP6022 Warning todo_app: todo_app → may CREATE in tablespace fast, and fill a disk that others need.",
        ]);
    }

    [Theory]
    [InlineData("host=localhost dbname=todo", true)]
    [InlineData("host=db.example port=5432 dbname='todo' user=x", true)]
    [InlineData("postgresql://u@127.0.0.1:5432/todo?sslmode=require", true)]
    [InlineData("host=localhost port=5433 dbname=todo", false)]
    [InlineData("host=other.example dbname=todo", false)]
    [InlineData("host=localhost dbname=blog", false)]
    public void A_subscription_is_a_hole_where_it_leads_back_into_the_cluster(string source, bool isHole)
    {
        var facts = new WallFacts { Guards = new SharedGuards { Passwords = [], HostRules = [], Subscriptions = [new(new("s"), new("blog"), new("postgres"), source)] } };
        facts.Found().Any(line => line.StartsWith("CP6017 Error blog:", StringComparison.Ordinal)).ShouldBe(isHole);
    }

    [Fact]
    public void What_may_not_be_read_is_said()
    {
        var view = new WallFacts { Guards = new SharedGuards { Subscriptions = [new(new("s"), new("blog"), new("postgres"), null)] } }.View();
        WallAnalysis.Of(view).Unknown.Select(unknown => unknown.Subject).ShouldBe(["pg_authid", "pg_hba.conf", "blog"]);
    }
}
