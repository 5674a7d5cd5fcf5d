using Carpool.State;
using Carpool.Walls.Trials;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Walls;

/// <summary>Which login is tried where.</summary>
public sealed class ProbeCircleTests
{
    private static readonly DatabaseName s_home = new("carpool");

    [Fact]
    public void EachLoginTriesItsOwnTheSharedAndTheNextTwo()
    {
        var probes = Circle("a", "b", "c", "d").Probes([App("c")], isExhaustive: false);
        Targets(probes).ShouldBe(["c", "postgres", "template1", "d", "a"]);
    }

    [Fact]
    public void EveryDatabaseIsSomebodysNeighbour()
    {
        string[] names = ["a", "b", "c", "d", "e"];
        var probes = Circle(names).Probes(names.Select(name => App(name)), isExhaustive: false).ToList();
        foreach (var name in names) probes.Count(probe => !probe.IsOwn && probe.Database.Value == name).ShouldBe(2, name);
    }

    [Fact]
    public void AllOfThemWhenAsked()
    {
        var probes = Circle("a", "b", "c", "d").Probes([App("b")], isExhaustive: true);
        Targets(probes).ShouldBe(["b", "postgres", "template1", "c", "d", "a"]);
    }

    [Fact]
    public void TwoAppsAreEachOthersOnlyNeighbours() =>
        Targets(Circle("a", "b").Probes([App("a")], isExhaustive: false)).ShouldBe(["a", "postgres", "template1", "b"]);

    [Fact]
    public void TheRegistrysHomeIsSharedAndWhatLetsNobodyInIsLeftOut()
    {
        var circle = ProbeCircle.Of([Listing("a"), Listing("carpool"), Listing("half") with { IsInvalid = true }, Listing("shut") with { AllowsConnections = false }, Listing("template1")], new("postgres"), s_home);
        circle.Shared.ShouldBe([s_home, new("template1")]);
        circle.Others.ShouldBe([new("a")]);
    }

    [Fact]
    public void LoginsOfOneAppFollowEachOther() =>
        Circle("a", "b").Probes([App("b", "web"), App("a", "jobs")], isExhaustive: false).Select(probe => probe.Login.Name.Value).Distinct(StringComparer.Ordinal)
            .ShouldBe(["a_app", "a_jobs", "b_app", "b_web"]);

    private static ProbeCircle Circle(params string[] names) =>
        ProbeCircle.Of([.. names.Concat(["postgres", "template1"]).Select(Listing)], new("postgres"), new("postgres"));

    private static IEnumerable<string> Targets(IEnumerable<Probe> probes) => probes.Select(probe => probe.Database.Value);

    private static DatabaseListing Listing(string name) => new(
        new(name), 1, new("boss"), AllowsConnections: true, IsTemplate: false, IsInvalid: false, ConnectionLimit: null, IsOpen: false, AdminMayGrant: true, AdminMayConnect: true);

    private static App App(string name, params string[] more) => new(
        name, AppStanding.Live, new(name), new($"{name}_owner"), [.. more.Prepend("app").Select(role => new Login(role, new($"{name}_{role}"), Access.App))], OnRemove.Quarantine, IsProtected: false);
}
