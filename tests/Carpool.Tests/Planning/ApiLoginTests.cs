using Carpool.Diff;
using Carpool.Manifest;
using Carpool.Planning;
using Carpool.State;
using Carpool.Tests.Diff;
using Carpool.Tests.Manifest;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Planning;

/// <summary>Logins that a platform's API makes are granted and never altered: what only they may say of themselves they say.</summary>
public sealed class ApiLoginTests
{
    private static readonly RoleName Login = new("pscale_api_abcdefghijkl");

    private static readonly ApiNames Names = new(
        new Dictionary<string, RoleName>(StringComparer.Ordinal) { ["blog_app"] = Login }, new Dictionary<RoleName, string> { [Login] = "blog_app" });

    [Fact]
    public void Until_it_is_made_a_login_is_called_what_it_will_be_displayed_as() =>
        Desired("blog", ApiNames.None).Apps.Single().Logins.Single().Name.ShouldBe(new("blog_app"));

    [Fact]
    public void Once_it_is_made_it_is_granted_and_says_itself_what_its_sessions_start_as()
    {
        var actual = new ClusterState { Roles = [new Role(Login, CanLogin: true, Inherits: true, ConnectionLimit: null)] };
        var plan = Plans.Between(actual, Desired("blog", Names));
        plan.Changes.OfType<Change.CreateRole>().Select(create => create.Role.Name.Value).ShouldBe(["blog_owner"]);
        plan.Steps.OfType<Step.Run>().SelectMany(run => run.Given).ShouldHaveSingleItem().ShouldBeOfType<Change.IssueCredential>().Login.Name.ShouldBe(Login);
        var own = plan.Steps.OfType<Step.RunAs>().ShouldHaveSingleItem();
        own.Login.Name.ShouldBe(Login);
        own.Statements.Select(statement => $"{statement.Sql}").ShouldBe(["""ALTER ROLE "pscale_api_abcdefghijkl" IN DATABASE "blog" SET "role" TO 'blog_owner'"""]);
        plan.Steps.OfType<Step.Run>().SelectMany(run => run.Statements).ShouldNotContain(statement => $"{statement.Sql}".StartsWith("""ALTER ROLE "pscale_api""", StringComparison.Ordinal));

        // The app is on record as live after that, and not before
        var steps = plan.Steps.ToList();
        steps.FindIndex(step => step is Step.Run { Entries: [RegistryEntry.RecordApp { App.Standing: AppStanding.Live }] }).ShouldBeGreaterThan(steps.IndexOf(own));
    }

    [Fact]
    public void Removed_it_keeps_its_name_and_may_enter_nothing()
    {
        var reached = States.Reached(Desired("blog", Names));
        var plan = Plans.Between(reached, new ClusterState());
        plan.Changes.OfType<Change.Quarantine>().ShouldHaveSingleItem().To.Logins.Single().Name.ShouldBe(Login);
        plan.Statements().ShouldContain("""REVOKE CONNECT ON DATABASE "blog" FROM "pscale_api_abcdefghijkl" CASCADE""");
        plan.Statements().ShouldNotContain(sql => sql.StartsWith("""ALTER ROLE "pscale_api""", StringComparison.Ordinal));
    }

    [Fact]
    public void A_role_that_leaves_is_the_APIs_to_delete()
    {
        var reached = States.Reached(Desired("blog: {roles: {app: {}, reader: {login: r, access: read}}}", Names with { Names = new Dictionary<string, RoleName>(StringComparer.Ordinal) { ["blog_app"] = new("blog_app"), ["r"] = Login } }));
        var plan = Plans.Between(reached, States.Desired("  blog: {}\n"));
        var delete = plan.Steps.OfType<Step.DeleteLogin>().ShouldHaveSingleItem();
        (delete.Login, delete.Successor).ShouldBe((Login, new RoleName("blog_owner")));
        plan.Statements().ShouldNotContain(sql => sql.Contains("OWNED BY \"pscale_api", StringComparison.Ordinal) || sql.StartsWith("DROP ROLE \"pscale_api", StringComparison.Ordinal));
    }

    private static ClusterState Desired(string app, ApiNames names) => Manifests
        .Accepted($"stack: s\ncluster: {{ planetscale: {{ organization: o, database: d, logins: api }} }}\napps:\n  {(app.Contains(':', StringComparison.Ordinal) ? app : $"{app}:")}\n")
        .WithLogins([], new Surroundings(), names).ToDesired(States.Server, []);
}
