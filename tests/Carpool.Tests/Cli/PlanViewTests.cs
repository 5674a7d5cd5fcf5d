using Carpool.Cli.Views;
using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.Planning;
using Carpool.Stacks;
using Carpool.State;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Cli;

public sealed class PlanViewTests
{
    private static readonly DatabaseName Blog = new("blog"), Postgres = new("postgres");
    private static readonly RoleName Owner = new("blog_owner"), Login = new("blog_app");
    private static readonly Change MakeRole = new Change.CreateRole("blog", new Role(Login, true, false, null));
    private static readonly Change MakeDatabase = new Change.CreateDatabase("blog", new Database(Blog, new("admin"), null, true));
    private static readonly Change Limit = new Change.AlterRole("blog", new Role(Owner, false, false, 5), new Role(Owner, false, false, null));
    private static readonly Change Close = new Change.RevokeOnDatabase(null, new DatabaseGrant(Postgres, Grantee.Of(null), Privilege.Connect, null, false), false);
    private static readonly Change Leave = Departure.Quarantine(
        new App("shop", AppStanding.Live, new("shop"), new("shop_owner"), [new Login("app", new("shop_app"), Access.App)], OnRemove.Quarantine, false),
        new ClusterState(), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    private static readonly Diagnostic Sessions = HazardCodes.RemovalEndsSessions.With("Removing 'shop' ends 2 sessions", "Allow it with --allow CP3001.", "shop");

    private static readonly Plan Sample = new(
        [Limit, MakeRole, Close, MakeDatabase, Leave],
        [
            new Step.Run(Stage.Roles, "blog", null, [new($"CREATE ROLE {Login} LOGIN", MakeRole), new($"ALTER ROLE {Login} PASSWORD {new Carpool.Sql.VerifierOf(Login)}", MakeRole)], [], []),
            new Step.RunAlone(Stage.Databases, "blog", new($"CREATE DATABASE {Blog}", MakeDatabase)),
        ],
        [new Hazard(Sessions, Leave)],
        16,
        [new Holdings(Leave, new DatabaseContents(new("shop"), 3, 1200, 8_000_000), 2, ["shop_slot"])],
        []);

    [Fact]
    public void PeopleReadAppsThenWhatIsSharedThenHazardsThenTotals() => Typed.Shown(Sample, invocation => new PlanForPeople(invocation, withSql: false)).Out.ShouldBe(
        """
        blog
          + role blog_app
          + database blog
          ~ role blog_owner  (connections 5 -> unlimited)

        shop
          - database shop  (quarantined as shop~3af3f1~removed~20260102-030405 with 2 roles; nothing is deleted)
              holds 3 tables, about 1200 rows, 7.6 MB, 2 sessions, replication slots shop_slot

        shared by all apps
          - grant CONNECT on database postgres to PUBLIC

        hazard CP3001: Removing 'shop' ends 2 sessions
          fix: Allow it with --allow CP3001.

        2 to create, 1 to update, 2 to delete, 16 unchanged

        """.Replace("3af3f1", Digest(Leave), StringComparison.Ordinal));

    [Fact]
    public void TheSqlOfAChangeStandsBelowItAndHidesSecrets()
    {
        var text = Typed.Shown(Sample, invocation => new PlanForPeople(invocation, withSql: true)).Out;
        text.ShouldContain("  + role blog_app\n      CREATE ROLE \"blog_app\" LOGIN;\n      ALTER ROLE \"blog_app\" PASSWORD '********';\n  + database blog\n      CREATE DATABASE \"blog\";\n");
    }

    [Fact]
    public void JsonKeepsThePlansOrderAndShape()
    {
        var json = Typed.Shown(Sample, invocation => new PlanAsJson("cars", invocation.Terminal.Out), Sessions).Json;
        json.EnumerateObject().Select(key => key.Name).ShouldBe(["format_version", "stack", "fingerprint", "changes", "summary", "diagnostics"]);
        json.GetProperty("stack").GetString().ShouldBe("cars");
        json.GetProperty("changes").EnumerateArray().Select(change => $"{change.GetProperty("action")} {change.GetProperty("kind")} {change.GetProperty("app")} {change.GetProperty("name")} {change.GetProperty("database")}").ShouldBe(
        [
            "update role blog blog_owner ", "create role blog blog_app ", "delete grant  CONNECT on database postgres to PUBLIC postgres", "create database blog blog blog", "delete database shop shop shop",
        ]);
        json.GetProperty("changes")[1].GetProperty("sql").GetArrayLength().ShouldBe(2);
        json.GetProperty("changes")[4].GetProperty("hazards")[0].GetString().ShouldBe("CP3001");
        json.GetProperty("summary").ToString().Where(char.IsAsciiDigit).ShouldBe("21216");
        json.GetProperty("diagnostics")[0].GetProperty("severity").GetString().ShouldBe("warning");
    }

    [Fact]
    public void NothingToDoIsSaid() => $"{Totals.Of(new Plan([], [], [], 26, [], []))}".ShouldBe("nothing to do, 26 unchanged");

    [Fact]
    public void PartsThatAreZeroAreLeftOut() => Totals.Of(new Plan([MakeRole], [], [], 0, [], [])).AsDone().ShouldBe("1 created");

    [Fact]
    public void ABlockedRunSaysHowToAllowIt()
    {
        var report = new RunReport(RunOutcome.Blocked, Sample, [], TimeSpan.Zero);
        Typed.Shown(report, invocation => new RunForPeople(invocation, "carpool up -C x", new HashSet<string>(["CP3002"], StringComparer.Ordinal))).Out
            .ShouldBe("Blocked by CP3001; nothing was done.\nTo allow it: carpool up -C x --allow CP3002,CP3001\n");
    }

    [Theory]
    [InlineData(RunOutcome.Applied, "Done in 1.5 s: 2 created, 1 updated, 2 deleted, 16 unchanged\n", true)]
    [InlineData(RunOutcome.Declined, "Nothing was done.\n", false)]
    [InlineData(RunOutcome.Refused, "Nothing was done.\n", false)]
    [InlineData(RunOutcome.InSync, "", false)]
    [InlineData(RunOutcome.Failed, "Stopped after 1.5 s: some of it is done. Run `carpool up` again to go on from there.\n", false)]
    public void ARunSaysHowItEnded(RunOutcome outcome, string text, bool applied)
    {
        var report = new RunReport(outcome, Sample, [], TimeSpan.FromMilliseconds(1500));
        Typed.Shown(report, invocation => new RunForPeople(invocation, "carpool up", new HashSet<string>(StringComparer.Ordinal))).Out.ShouldBe(text);
        var json = Typed.Shown(report, invocation => new RunAsJson("cars", invocation.Terminal.Out)).Json;
        json.GetProperty("applied").GetBoolean().ShouldBe(applied);
        json.GetProperty("duration_ms").GetInt64().ShouldBe(1500);
    }

    private static string Digest(Change change) => ((Change.Quarantine)change).To.Database.Value.Split('~')[1];
}
