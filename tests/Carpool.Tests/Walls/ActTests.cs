using Carpool.State;
using Carpool.Walls.Trials;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Walls;

/// <summary>What an act's answer comes to, and who tries what.</summary>
public sealed class ActTests
{
    [Theory]
    [InlineData("42501", nameof(ActOutcome.Refused))]
    [InlineData("0LP01", nameof(ActOutcome.Refused))]
    [InlineData("01007", nameof(ActOutcome.Refused))]
    [InlineData("0A000", nameof(ActOutcome.Refused))]
    [InlineData("22023", nameof(ActOutcome.Done))]
    [InlineData(null, nameof(ActOutcome.Done))]
    [InlineData("57014", nameof(ActOutcome.Inconclusive))]
    [InlineData("25P02", nameof(ActOutcome.Inconclusive))]
    public void OnlyAPrivilegeRefuses(string? code, string outcome) =>
        new Act("do it", $"SELECT 1", "Stop it.") { Stumbles = ["22023"], Refusals = ["0A000"] }.Judge(code).ToString().ShouldBe(outcome);

    [Fact]
    public void EveryLoginTriesWhatNoneMay()
    {
        foreach (var access in Enum.GetValues<Access>())
        {
            var words = Acts.AsGiven(Ground(access), Sight).Where(act => !act.MustWork).Select(act => act.Words).ToList();
            words.ShouldContain("run a program on the server's machine", access.ToString());
            words.ShouldContain("become boss, the admin", access.ToString());
            words.ShouldContain("become todo_owner, a role of somebody else", access.ToString());
            words.ShouldContain("run code in language c", access.ToString());
            words.ShouldContain("create extension dblink", access.ToString());
            words.ShouldContain("signal a session of somebody else", access.ToString());
            words.ShouldContain("open its database to everybody", access.ToString());
            words.ShouldBeUnique();
        }
    }

    [Theory]
    [InlineData(Access.App, "create a schema and a table", false, false)]
    [InlineData(Access.Migrate, "create a schema and a table", false, false)]
    [InlineData(Access.Write, "create a temporary table", true, true)]
    [InlineData(Access.Read, "read the catalogs", true, true)]
    public void SomethingHasToWorkAndLesserLoginsMakeNothing(Access access, string works, bool makesNoTable, bool makesNoTemporaryTable)
    {
        var acts = Acts.AsGiven(Ground(access), Sight);
        acts.Where(act => act.MustWork).Select(act => act.Words).ShouldBe([works]);
        acts.Any(act => act.Words == "create a table in schema billing").ShouldBe(makesNoTable);
        acts.Any(act => act.Words == "create a temporary table").ShouldBe(makesNoTemporaryTable);
    }

    [Fact]
    public void ABareLoginMakesNothingAtAll() =>
        Acts.Stripped(Ground(Access.App), Sight).Where(act => !act.MustWork).Select(act => act.Words)
            .Intersect(["create a table in schema billing", "create a schema", "create a temporary table", "create a role"], StringComparer.Ordinal).Count().ShouldBe(4);

    [Fact]
    public void AFixIsASentence()
    {
        foreach (var act in Enum.GetValues<Access>().SelectMany(access => Acts.AsGiven(Ground(access), Sight).Concat(Acts.Stripped(Ground(access), Sight))))
        {
            act.Fix.ShouldEndWith(".");
            act.Fix.ShouldNotContain(": ");
            act.Words.ShouldNotEndWith(".");
        }
    }

    private static ActSight Sight => new(new("blog_owner"), new ExtensionName("dblink"), ["c", "internal"]);

    private static ActGround Ground(Access access)
    {
        var login = new Login("one", new("blog_one"), access);
        var app = new App("blog", AppStanding.Live, new("blog"), new("blog_owner"), [login], OnRemove.Quarantine, IsProtected: false);
        return new(app, login, new("boss"), [new("todo_owner")], [SchemaName.Public, new("billing")], TakesChanges: true) { BuiltInRoles = [new("pg_read_all_data")], Decoy = 42 };
    }
}
