using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.Plans;
using Carpool.State;
using Carpool.Tests.Diff;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Plans;

/// <summary>Whether a saved plan still fits what is found when it is carried out.</summary>
public sealed class PlanFitTests
{
    private static readonly ClusterIdentity Cluster = new("db.example.com", 5432, new("steward.main"), "7", "00000001", new("steward"), 16_384, new("postgres"), 5);

    private static readonly Change Limit = new Change.AlterRole("blog", new Role(new("blog_app"), true, false, null), new Role(new("blog_app"), true, false, 3));
    private static readonly Change Close = new Change.RevokeOnDatabase(null, new DatabaseGrant(new("postgres"), new Grantee.Public(), Privilege.Connect, new("steward"), false), false);
    private static readonly Change Leave = Member("granter");

    public static TheoryData<string, string> OtherClusters => new()
    {
        { nameof(Cluster.Host), "host was \"db.example.com\" and is \"copy.example.com\"" },
        { nameof(Cluster.Port), "port was 5432 and is 5433" },
        { nameof(Cluster.Login), "login was \"steward.main\" and is \"steward.branch\"" },
        { nameof(Cluster.SystemIdentifier), "system_identifier was \"7\" and is \"8\"" },
        { nameof(Cluster.Timeline), "timeline was \"00000001\" and is \"00000002\"" },
        { nameof(Cluster.MaintenanceDatabase), "maintenance_database was \"postgres\" and is \"other\"" },
        { nameof(Cluster.MaintenanceOid), "maintenance_oid was 5 and is 16399" },
    };

    [Theory]
    [MemberData(nameof(OtherClusters))]
    public void A_cluster_is_another_where_one_fact_is(string fact, string said)
    {
        var found = PlanFit.Find(Plan(Limit), Other(fact)).ShouldHaveSingleItem();
        found.Code.ShouldBe(CatalogCodes.PlanOfAnotherCluster);
        found.Message.ShouldContain(said);
    }

    [Fact]
    public void Every_fact_of_a_cluster_counts()
    {
        OtherClusters.Select(row => row.Data.Item1).Concat([nameof(Cluster.Admin), nameof(Cluster.AdminOid)]).Order(StringComparer.Ordinal)
            .ShouldBe(typeof(ClusterIdentity).GetProperties().Where(property => property.SetMethod is not null).Select(property => property.Name).Order(StringComparer.Ordinal));
        PlanFit.Find(Plan(Limit), Cluster with { }).ShouldBeEmpty();
    }

    [Fact]
    public void Another_admin_is_named()
    {
        PlanFit.Find(Plan(Limit), Cluster with { Admin = new("boss"), AdminOid = 10 }).ShouldHaveSingleItem().Code.ShouldBe(CatalogCodes.PlanOfAnotherAdmin);
        PlanFit.Find(Plan(Limit), Cluster with { AdminOid = 16_385 }).ShouldHaveSingleItem().Message.ShouldContain("a new role has its name");
    }

    [Fact]
    public void The_same_changes_fit_in_any_order_and_whatever_lists_they_hold() =>
        Find(Plan(Limit, Close, Quarantine()), [Quarantine(), Close, Limit with { }]).ShouldBeEmpty();

    [Fact]
    public void What_differs_is_said_of_each_app_and_of_what_is_shared()
    {
        var found = Find(
            Plan(Limit, Leave, Close),
            [new Change.AlterRole("blog", new Role(new("blog_app"), true, true, null), new Role(new("blog_app"), true, false, 3)), new Change.ResetSetting("blog", new Setting(new("blog_app"), null, "role", "x"))]);
        found.Select(diagnostic => diagnostic.Subject).ShouldBe(["blog", null]);
        found[0].Message.ShouldBe(
            "The plan no longer fits app blog: of role blog_app, from.inherits was false and is true; membership blog_app in blog_owner is to be deleted no more; setting role of blog_app is to be deleted as well.");
        found[1].Message.ShouldBe("The plan no longer fits the shared databases: grant CONNECT on database postgres to PUBLIC is to be deleted no more.");
    }

    [Fact]
    public void Two_rows_of_one_object_are_two()
    {
        Find(Plan(Leave), [Leave, Member("other")]).ShouldHaveSingleItem().Message.ShouldContain("membership blog_app in blog_owner is to be deleted as well");
        Find(Plan(Leave, Member("other")), [Leave]).ShouldHaveSingleItem().Message.ShouldContain("is to be deleted no more");
        Find(Plan(Leave), [Member("other")]).ShouldHaveSingleItem().Message.ShouldContain("membership.grantor was \"granter\" and is \"other\"");
    }

    [Fact]
    public void The_registrys_record_counts_for_apps_of_the_plan()
    {
        var plan = Plan(Limit);
        PlanFit.Find(plan, [plan.Apps[0] with { DatabaseOid = 2 }], [], plan.Changes).ShouldHaveSingleItem().Message.ShouldContain("in the registry, database_oid was 1 and is 2");
        PlanFit.Find(plan, [], [], plan.Changes).ShouldHaveSingleItem().Message.ShouldContain("the registry holds it no more");
        PlanFit.Find(Plan(Close), [], [], [Close]).ShouldBeEmpty("the plan is not about apps");
    }

    [Fact]
    public void A_shared_database_counts_where_the_plan_touches_one()
    {
        var shared = new SharedDatabase(new("postgres"), new("steward"), MayClose: true, AdmitsWatchers: true);
        var plan = Plan(Close) with { Desired = new ClusterState { SharedDatabases = [shared] } };
        PlanFit.Find(plan, [], [shared, shared with { Name = new("carpool") }], [Close]).ShouldBeEmpty();
        PlanFit.Find(plan, [], [shared with { MayClose = false }], [Close]).ShouldHaveSingleItem().Message.ShouldContain("of database postgres, may_close was true and is false");
        PlanFit.Find(plan, [], [], [Close]).ShouldHaveSingleItem().Message.ShouldContain("database postgres is gone");
    }

    private static IReadOnlyList<Diagnostic> Find(SavedPlan plan, IReadOnlyList<Change> changes) => PlanFit.Find(plan, plan.Apps, [], changes);

    private static SavedPlan Plan(params Change[] changes)
    {
        var apps = States.Desired("  blog: {}\n").Apps.Select(app => app with { DatabaseOid = 1 }).Where(app => changes.Any(change => change.App == app.Name));
        return new("cars", [], Carpool.Tests.Planning.Plans.Now, Cluster, [.. apps], new ClusterState(), changes);
    }

    private static Change Member(string grantor) => new Change.RevokeMembership("blog", new Membership(new("blog_owner"), new("blog_app"), new(grantor), true, true, false));

    private static Change Quarantine() => Departure.Quarantine(States.Desired("  blog: {}\n").Apps[0], States.Reached(States.Desired("  blog: {}\n")), Carpool.Tests.Planning.Plans.Now);

    private static ClusterIdentity Other(string fact) => fact switch
    {
        nameof(Cluster.Host) => Cluster with { Host = "copy.example.com" },
        nameof(Cluster.Port) => Cluster with { Port = 5433 },
        nameof(Cluster.Login) => Cluster with { Login = new("steward.branch") },
        nameof(Cluster.SystemIdentifier) => Cluster with { SystemIdentifier = "8" },
        nameof(Cluster.Timeline) => Cluster with { Timeline = "00000002" },
        nameof(Cluster.MaintenanceDatabase) => Cluster with { MaintenanceDatabase = new("other") },
        _ => Cluster with { MaintenanceOid = 16_399 },
    };
}
