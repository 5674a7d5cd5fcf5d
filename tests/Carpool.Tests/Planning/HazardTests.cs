using Carpool.Diff;
using Carpool.Planning;
using Carpool.State;
using Carpool.Tests.Diff;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Planning;

/// <summary>Which surroundings make which plan hazardous; a table, one line a case.</summary>
public sealed class HazardTests
{
    private static readonly DatabaseName Todo = new("todo");
    private static readonly DatabaseName Maintenance = new("postgres");

    public static TheoryData<string, string, string[]> Leaving => new()
    {
        { "nobody is there", "quarantine", [] },
        { "a session", "quarantine", ["CP3001"] },
        { "a session elsewhere", "quarantine", [] },
        { "an inactive slot", "quarantine", ["CP3004"] },
        { "an active slot", "quarantine", [] },
        { "nobody is there", "drop", ["CP3003"] },
        { "a session", "drop", ["CP3001", "CP3003"] },
        { "an inactive slot", "drop", ["CP3003", "CP3004"] },
        { "a session", "keep", [] },
        { "an inactive slot", "keep", [] },
    };

    [Theory]
    [MemberData(nameof(Leaving))]
    public void An_app_that_leaves(string around, string onRemove, string[] codes)
    {
        var actual = States.Reached(States.Desired($"  blog: {{}}\n  todo: {{ on_remove: {onRemove} }}\n"));
        Plans.Between(actual, States.Desired("  blog: {}\n"), surroundings => Around(around, surroundings)).Codes().ShouldBe(codes);
    }

    public static TheoryData<string, string[]> Closing => new()
    {
        { "nobody is there", [] },
        { "a session of an outsider in postgres", ["CP3002"] },
        { "a session of a superuser in postgres", [] },
        { "an outsider's object in postgres", ["CP3002"] },
        { "an outsider's grant on postgres", ["CP3002"] },
        { "an outsider's object in todo", [] },
        { "an outsider's session in postgres by a CONNECT of its own", [] },
        { "our own login's grant on postgres", [] },
        { "another stack's login's grant on postgres", [] },
    };

    [Theory]
    [MemberData(nameof(Closing))]
    public void A_shared_database_that_closes(string around, string[] codes)
    {
        var desired = States.Desired("  blog: {}\n");
        var reached = States.Reached(desired);
        var open = new DatabaseGrant(Maintenance, new Grantee.Public(), Privilege.Connect, new("steward"), IsGrantable: false);
        var actual = reached with { DatabaseGrants = [.. reached.DatabaseGrants, open] };
        var plan = Plans.Between(actual, desired, surroundings => Around(around, surroundings));
        plan.Codes().Where(code => code != "CP3006").ShouldBe(codes);
        plan.BlockedBy(new HashSet<string>(codes, StringComparer.Ordinal)).ShouldAllBe(hazard => hazard.Diagnostic.Code.Id == "CP3006");
    }

    [Fact]
    public void An_outsider_that_is_a_watcher_is_expected_there()
    {
        var desired = States.Desired("  blog: {}\n") with { Watchers = [new("mallory")] };
        var reached = States.Reached(desired);
        var actual = reached with { DatabaseGrants = [.. reached.DatabaseGrants, new(Maintenance, new Grantee.Public(), Privilege.Connect, new("steward"), IsGrantable: false)] };
        Plans.Between(actual, desired, surroundings => Around("an outsider's object in postgres", surroundings)).Codes().ShouldBeEmpty();
    }

    public static TheoryData<string, bool, string[]> ShutOut => new()
    {
        { "mallory", false, ["CP3006"] },
        { "mallory", true, [] },
        { "blog_app", false, [] },
        { "boss", false, [] },
        { "steward", false, [] },
    };

    [Theory]
    [MemberData(nameof(ShutOut))]
    public void A_connect_that_is_revoked_from_who_is_connected(string role, bool inheritsAnotherWay, string[] codes)
    {
        var desired = States.Desired("  blog: {}\n");
        var reached = States.Reached(desired);
        var actual = reached with { DatabaseGrants = [.. reached.DatabaseGrants, new(new("blog"), new Grantee.Public(), Privilege.Connect, new("steward"), IsGrantable: false)] };
        Plans.Between(actual, desired, surroundings => WithBoss(surroundings) with
        {
            Sessions = [new(new("blog"), new(role), 2)],
            Memberships = [.. surroundings.Memberships, .. inheritsAnotherWay ? [new Membership(new("blog_app"), new(role), new("boss"), Inherit: true, Set: false, Admin: false)] : Array.Empty<Membership>()],
        }).Codes().ShouldBe(codes);
    }

    [Fact]
    public void A_login_that_leaves_while_it_is_connected()
    {
        var actual = States.Reached(States.Desired("  blog: { roles: { app: {}, worker: {} } }\n"));
        Plan Plan(string who) => Plans.Between(actual, States.Desired("  blog: {}\n"), surroundings => surroundings with { Sessions = [new(new("blog"), new(who), 1)] });
        Plan("blog_worker").Codes().ShouldBe(["CP3001"]);
        Plan("blog_app").Codes().ShouldBeEmpty();
    }

    [Fact]
    public void An_app_whose_data_wait_in_quarantine_would_start_empty()
    {
        var live = States.Reached(States.Desired("  todo: {}\n"));
        var asleep = Departure.Quarantine(live.Apps[0], live, Plans.Now).To;
        var plan = Plans.Between(new ClusterState { Apps = [asleep] }, States.Desired("  todo: {}\n"));
        plan.Codes().ShouldBe(["CP3005"]);
        plan.Hazards[0].Diagnostic.Message.ShouldContain(asleep.Database.Value);
        Plans.Between(new ClusterState { Apps = [asleep] }, States.Desired("  blog: {}\n")).Codes().ShouldBeEmpty();
    }

    public static TheoryData<string, string, bool> Blocking => new()
    {
        { "quarantine", "protected", true },
        { "drop", "protected", true },
        { "keep", "protected", true },
        { "quarantine", "a prepared transaction", true },
        { "drop", "a prepared transaction", true },
        { "drop", "an active slot", true },
        { "quarantine", "an active slot", false },
        { "drop", "an object elsewhere", true },
        { "quarantine", "an object elsewhere", false },
    };

    [Theory]
    [MemberData(nameof(Blocking))]
    public void What_no_allowance_helps_against(string onRemove, string around, bool isBlocked)
    {
        var actual = States.Reached(States.Desired($"  blog: {{}}\n  todo: {{ on_remove: {onRemove}, protect: {(around == "protected" ? "true" : "false")} }}\n"));
        var plan = Plans.Between(actual, States.Desired("  blog: {}\n"), surroundings => Around(around, surroundings));
        plan.Diagnostics.Any(diagnostic => diagnostic.Severity == Carpool.Diagnostics.Severity.Error).ShouldBe(isBlocked, string.Join('\n', plan.Diagnostics));
    }

    private static Surroundings Around(string what, Surroundings given)
    {
        var surroundings = WithBoss(given);
        return what switch
        {
            "nobody is there" or "protected" => surroundings,
            "a session" => surroundings with { Sessions = [new(Todo, new("todo_app"), 1)] },
            "a session elsewhere" => surroundings with { Sessions = [new(new("blog"), new("blog_app"), 1)] },
            "an inactive slot" => surroundings with { Slots = [new("s", Todo, IsActive: false, 1)] },
            "an active slot" => surroundings with { Slots = [new("s", Todo, IsActive: true, 1)] },
            "a prepared transaction" => surroundings with { PreparedTransactions = [new("pay", Todo, new("todo_app"))] },
            "an object elsewhere" => surroundings with { Dependencies = [new(new("todo_owner"), new("blog"), null, DependencyKind.Owns, 1)] },
            "a session of an outsider in postgres" => surroundings with { Sessions = [new(Maintenance, new("mallory"), 1)] },
            "a session of a superuser in postgres" => surroundings with { Sessions = [new(Maintenance, new("boss"), 1)] },
            "an outsider's object in postgres" => surroundings with { Dependencies = [new(new("mallory"), Maintenance, null, DependencyKind.Owns, 1)] },
            "an outsider's object in todo" => surroundings with { Dependencies = [new(new("mallory"), Todo, null, DependencyKind.Owns, 1)] },
            "an outsider's grant on postgres" => surroundings with { Dependencies = [new(new("mallory"), null, Maintenance, DependencyKind.InAcl, 1)] },
            "an outsider's session in postgres by a CONNECT of its own" => surroundings with
            {
                Sessions = [new(Maintenance, new("mallory"), 1)],
                Dependencies = [new(new("mallory"), null, Maintenance, DependencyKind.InAcl, 1)],
                DatabaseGrants = [.. surroundings.DatabaseGrants, new(Maintenance, new Grantee.Role(new("mallory")), Privilege.Connect, new("steward"), IsGrantable: false)],
            },
            "our own login's grant on postgres" => surroundings with { Dependencies = [new(new("blog_app"), null, Maintenance, DependencyKind.InAcl, 1)] },
            "another stack's login's grant on postgres" => surroundings with
            {
                ManagedRoles = new HashSet<RoleName> { new("mallory") },
                Dependencies = [new(new("mallory"), null, Maintenance, DependencyKind.InAcl, 1)],
            },
            _ => throw new ArgumentException(what, nameof(what)),
        };
    }

    private static Surroundings WithBoss(Surroundings surroundings) => surroundings with
    {
        Roles =
        [
            .. surroundings.Roles,
            new(new Role(new("boss"), true, true, null) { Attributes = RoleAttributes.Superuser }, 10),
            new(new Role(new("mallory"), true, true, null), 16_400),
        ],
    };
}
