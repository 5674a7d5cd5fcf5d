using Carpool.Diff;
using Carpool.Planning;
using Carpool.Sql;
using Carpool.State;
using Carpool.Tests.Diff;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Planning;

/// <summary>The order of a plan is its safety: at no moment is more open than before and after.</summary>
public sealed class PlannerTests
{
    private static readonly ClusterState Nothing = new();

    [Fact]
    public void A_new_database_is_closed_before_it_opens_and_its_login_comes_last()
    {
        var statements = Plans.Between(Nothing, States.Desired("  blog: {}\n")).Statements();
        ShouldFollow(
            statements,
            "CREATE ROLE \"blog_app\"",
            "GRANT \"blog_owner\" TO \"blog_app\"",
            "CREATE DATABASE \"blog\" TEMPLATE template0 ALLOW_CONNECTIONS false",
            "REVOKE ALL ON DATABASE \"blog\" FROM PUBLIC",
            "ALTER DATABASE \"blog\" ALLOW_CONNECTIONS true",
            "ALTER SCHEMA \"public\" OWNER TO \"blog_owner\"",
            "ALTER DEFAULT PRIVILEGES FOR ROLE \"blog_owner\"",
            "ALTER ROLE \"blog_app\" IN DATABASE \"blog\" SET \"role\"",
            "GRANT CONNECT ON DATABASE \"blog\" TO \"blog_app\"");
    }

    [Theory]
    [InlineData(8, 18, false, true)]
    [InlineData(7, 18, false, false)]
    [InlineData(8, 18, true, false)]
    [InlineData(8, 14, false, false)]
    public void Many_databases_are_copied_as_files_where_nobody_feels_the_checkpoints(int databases, int major, bool isSomebodyThere, bool isFileCopy)
    {
        var desired = States.Desired(string.Concat(Enumerable.Range(0, databases).Select(i => $"  app{i}: {{}}\n")));
        var surroundings = new Surroundings { Sessions = isSomebodyThere ? [new(new("other"), new("stranger"), 1)] : [] };
        var changes = desired.Databases.Select(database => new Change.CreateDatabase(database.Name.Value, database)).ToList();
        CopyStrategy.For(changes, surroundings, States.Server with { VersionNumber = major * 10_000 }).ShouldBe(isFileCopy ? Keyword.FileCopy : null);
    }

    [Fact]
    public void An_opened_database_loses_public_before_it_lets_anybody_in_again()
    {
        var desired = States.Desired("  blog: {}\n");
        var reached = States.Reached(desired);
        var actual = reached with
        {
            Databases = [.. reached.Databases.Select(database => database with { AllowsConnections = false })],
            DatabaseGrants = [new(new("blog"), new Grantee.Public(), Privilege.Connect, new("steward"), IsGrantable: false)],
        };
        ShouldFollow(
            Plans.Between(actual, desired).Statements(),
            "REVOKE CONNECT ON DATABASE \"blog\" FROM PUBLIC",
            "ALTER DATABASE \"blog\" ALLOW_CONNECTIONS TRUE",
            "GRANT CONNECT ON DATABASE \"blog\" TO \"blog_app\"");
    }

    [Fact]
    public void The_owner_of_a_database_changes_before_its_grants_and_a_membership_goes_before_it_comes()
    {
        var desired = States.Desired("  blog: {}\n");
        var reached = States.Reached(desired);
        var actual = reached with
        {
            Databases = [.. reached.Databases.Select(database => database with { Owner = new("blog_owner") })],
            DatabaseGrants = [],
            Memberships = [.. reached.Memberships.Select(row => row with { Inherit = true })],
        };
        ShouldFollow(
            Plans.Between(actual, desired).Statements(),
            "REVOKE \"blog_owner\" FROM \"blog_app\"",
            "GRANT \"blog_owner\" TO \"blog_app\"",
            "ALTER DATABASE \"blog\" OWNER TO \"steward\"",
            "GRANT CREATE ON DATABASE \"blog\" TO \"blog_owner\"");
    }

    [Fact]
    public void On_a_shared_database_who_must_stay_is_let_in_before_everybody_is_let_out()
    {
        var desired = States.Desired("  blog: {}\n");
        desired = desired with { DatabaseGrants = [.. desired.DatabaseGrants, new(new("postgres"), new Grantee.Role(new("prometheus")), Privilege.Connect, null, IsGrantable: false)] };
        var actual = States.Reached(States.Desired("  blog: {}\n"));
        actual = actual with { DatabaseGrants = [.. actual.DatabaseGrants, new(new("postgres"), new Grantee.Public(), Privilege.Connect, new("steward"), IsGrantable: false)] };
        ShouldFollow(Plans.Between(actual, desired).Statements(), "GRANT CONNECT ON DATABASE \"postgres\" TO \"prometheus\"", "REVOKE CONNECT ON DATABASE \"postgres\" FROM PUBLIC");
    }

    [Fact]
    public void The_registry_marks_an_app_before_its_database_is_made_and_calls_it_live_last()
    {
        var plan = Plans.Between(Nothing, States.Desired("  blog: {}\n"));
        var standings = plan.Steps.OrderBy(step => step.Stage).OfType<Step.Run>().SelectMany(run => run.Entries).OfType<RegistryEntry.RecordApp>().Select(entry => entry.App.Standing);
        // Once more before the database is opened: from then on its oid tells it from others
        standings.ShouldBe([AppStanding.Making, AppStanding.Making, AppStanding.Live]);
        var steps = plan.Steps.OrderBy(step => step.Stage).ToList();
        steps.FindIndex(step => step is Step.Run { Entries.Count: > 0 }).ShouldBeLessThan(steps.FindIndex(step => step is Step.RunAlone));
        steps[^1].ShouldBeOfType<Step.Prove>();
    }

    [Fact]
    public void A_leaving_app_is_locked_and_its_sessions_ended_before_it_is_renamed()
    {
        var plan = Plans.Between(States.Reached(States.Desired("  blog: {}\n  todo: {}\n")), States.Desired("  blog: {}\n"));
        plan.Steps.Select(step => step.Stage).Distinct().ShouldBe([Stage.Departures]);
        plan.Steps.Count.ShouldBe(3);
        plan.Steps[1].ShouldBe(new Step.EndSessions(Stage.Departures, "todo", new("todo"), null));
        ShouldFollow(plan.Statements(), "REVOKE CONNECT ON DATABASE \"todo\" FROM \"todo_app\"", "ALTER ROLE \"todo_app\" NOLOGIN", "ALTER DATABASE \"todo\" RENAME", "ALTER ROLE \"todo_app\" RENAME");
    }

    [Fact]
    public void The_inside_is_touched_with_a_borrowed_membership_that_a_superuser_does_not_need()
    {
        var desired = States.Desired("  blog: {}\n");
        Plans.Between(Nothing, desired).Steps.OfType<Step.Run>().Single(run => run.Inside is not null).Borrowed.ShouldBe([new RoleName("blog_owner")]);
        var superuser = States.Server with { Admin = States.Server.Admin with { IsSuperuser = true } };
        Planner.Plan(Nothing, desired, new Surroundings(), superuser, StateDiff.Between(Nothing, desired, Plans.Now))
            .Steps.OfType<Step.Run>().Single(run => run.Inside is not null).Borrowed.ShouldBeEmpty();
    }

    [Fact]
    public void Every_change_is_carried_out_and_every_statement_belongs_to_a_change() =>
        Prop.ForAll(Draws.Arbitrary, numbers =>
        {
            var draws = new Draws(numbers);
            var actual = States.Drifted(States.Reached(States.Desired(draws)), draws);
            var plan = Plans.Between(actual, States.Desired(draws));
            foreach (var change in plan.Changes.Where(change => change is not (Change.UpdateApp or Change.Forget))) plan.SqlOf(change).ShouldNotBeEmpty($"{change}");
            plan.Steps.OfType<Step.Run>().SelectMany(run => run.Statements).ShouldAllBe(statement => plan.Changes.Any(change => ReferenceEquals(change, statement.Change)));
            (plan.Changes.Count == 0).ShouldBe(plan.Steps.Count == 0);
            plan.Unchanged.ShouldBeGreaterThanOrEqualTo(0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void The_same_input_gives_the_same_plan() =>
        Prop.ForAll(Draws.Arbitrary, numbers =>
        {
            string Shown()
            {
                var draws = new Draws(numbers);
                var plan = Plans.Between(States.Drifted(States.Reached(States.Desired(draws)), draws), States.Desired(draws));
                return string.Join('\n', plan.Statements());
            }

            Shown().ShouldBe(Shown());
        }).QuickCheckThrowOnFailure();

    /// <summary>Each of these begins a statement, and in this order.</summary>
    private static void ShouldFollow(IReadOnlyList<string> statements, params IReadOnlyList<string> beginnings)
    {
        var positions = beginnings.Select(beginning => statements.ToList().FindIndex(statement => statement.StartsWith(beginning, StringComparison.Ordinal))).ToList();
        positions.ShouldAllBe(position => position >= 0, string.Join('\n', statements));
        positions.ShouldBe(positions.Order().ToList(), string.Join('\n', statements));
    }
}
