using Carpool.Diff;
using Carpool.State;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Diff;

/// <summary>The laws of the diff, on random states.</summary>
public sealed class StateDiffTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void A_state_that_is_reached_differs_in_nothing() => ForAll(draws =>
    {
        var desired = States.Desired(draws);
        StateDiff.Between(States.Reached(desired), desired, Now).ShouldBeEmpty();
    });

    [Fact]
    public void From_nothing_every_object_is_made_once() => ForAll(draws =>
    {
        var desired = States.Desired(draws);
        var changes = StateDiff.Between(new ClusterState { SharedDatabases = desired.SharedDatabases }, desired, Now);
        changes.ShouldAllBe(change => change.Action == ChangeAction.Create);
        changes.OfType<Change.CreateRole>().Select(change => change.Role).ShouldBe(desired.Roles, ignoreOrder: true);
        changes.OfType<Change.IssueCredential>().Select(change => change.Login).ShouldBe(desired.Apps.SelectMany(app => app.Logins), ignoreOrder: true);
        changes.OfType<Change.GrantMembership>().Select(change => change.Membership).ShouldBe(desired.Memberships, ignoreOrder: true);
        changes.OfType<Change.CreateDatabase>().Select(change => change.ToCreate).ShouldBe(desired.Databases, ignoreOrder: true);
        changes.OfType<Change.GrantOnDatabase>().Select(change => change.Grant).ShouldBe(desired.DatabaseGrants, ignoreOrder: true);
        changes.OfType<Change.ChangeSetting>().Select(change => change.To).ShouldBe(desired.Settings, ignoreOrder: true);
        changes.OfType<Change.CreateExtension>().Select(change => change.Extension).ShouldBe(desired.Extensions, ignoreOrder: true);
        changes.OfType<Change.CreateSchema>().Select(change => change.Schema).ShouldBe(desired.Schemas, ignoreOrder: true);
        changes.OfType<Change.ChangeDefaultPrivileges>().Select(change => change.To).ShouldBe(desired.DefaultPrivileges, ignoreOrder: true);
    });

    [Fact]
    public void Once_applied_nothing_differs_any_more() => ForAll(draws =>
    {
        var actual = States.Drifted(States.Reached(States.Desired(draws)), draws);
        var desired = States.Desired(draws);
        var changes = StateDiff.Between(actual, desired, Now);
        StateDiff.Between(Model.Apply(actual, changes, desired), desired, Now).ShouldBeEmpty(string.Join('\n', changes));
    });

    [Fact]
    public void The_order_of_the_lists_changes_nothing() => ForAll(draws =>
    {
        var actual = States.Drifted(States.Reached(States.Desired(draws)), draws);
        var desired = States.Desired(draws);
        var changes = StateDiff.Between(actual, desired, Now);
        Shown(StateDiff.Between(Shuffled(actual, draws), Shuffled(desired, draws), Now)).ShouldBe(Shown(changes));
        string.Join('\n', StateDiff.Between(actual, desired, Now)).ShouldBe(string.Join('\n', changes), "the same twice");
    });

    [Fact]
    public void Apps_are_touched_only_where_they_differ() => ForAll(draws =>
    {
        var before = States.Desired("  blog: {}\n  todo: { connections: 3 }\n");
        var hurt = States.Drifted(States.Reached(States.Desired("  todo: { connections: 3 }\n")), draws);
        var actual = States.Reached(before) with
        {
            Roles = [.. before.Roles.Where(role => role.Name.Value.StartsWith("blog", StringComparison.Ordinal)), .. hurt.Roles],
        };
        StateDiff.Between(actual, before, Now).ShouldAllBe(change => change.App == "todo");
    });

    private static void ForAll(Action<Draws> law) => Prop.ForAll(Draws.Arbitrary, numbers => law(new Draws(numbers))).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static IReadOnlyList<string> Shown(IReadOnlyList<Change> changes) => [.. changes.Select(change => $"{change.Action} {change.Kind} {change.Name} {change.Database}").Order(StringComparer.Ordinal)];

    private static ClusterState Shuffled(ClusterState state, Draws draws) => state with
    {
        Apps = draws.Shuffle(state.Apps),
        SharedDatabases = draws.Shuffle(state.SharedDatabases),
        Roles = draws.Shuffle(state.Roles),
        Memberships = draws.Shuffle(state.Memberships),
        Databases = draws.Shuffle(state.Databases),
        DatabaseGrants = draws.Shuffle(state.DatabaseGrants),
        Settings = draws.Shuffle(state.Settings),
        Schemas = draws.Shuffle(state.Schemas),
        SchemaGrants = draws.Shuffle(state.SchemaGrants),
        DefaultPrivileges = draws.Shuffle(state.DefaultPrivileges),
    };
}
