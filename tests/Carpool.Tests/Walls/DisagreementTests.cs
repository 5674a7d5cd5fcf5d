using Carpool.State;
using Carpool.Walls;
using Carpool.Walls.Trials;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Walls;

/// <summary>The catalogs and the logins must agree.</summary>
public sealed class DisagreementTests
{
    private static readonly App s_blog = new(
        "blog", AppStanding.Live, new("blog"), new("blog_owner"), [new Login("app", new("blog_app"), Access.App)], OnRemove.Quarantine, IsProtected: false);

    [Theory]
    [InlineData(Reach.Refused, nameof(ProbeOutcome.Refused), false)]
    [InlineData(Reach.OverOthers, nameof(ProbeOutcome.Refused), false)]
    [InlineData(Reach.Enters, nameof(ProbeOutcome.Entered), false)]
    [InlineData(Reach.OpenByPlatform, nameof(ProbeOutcome.Entered), false)]
    [InlineData(Reach.Trusted, nameof(ProbeOutcome.Entered), false)]
    [InlineData(Reach.Own, nameof(ProbeOutcome.Own), false)]
    [InlineData(Reach.Refused, nameof(ProbeOutcome.Entered), true)]
    [InlineData(Reach.OverOthers, nameof(ProbeOutcome.Entered), true)]
    [InlineData(Reach.Refused, nameof(ProbeOutcome.Own), true)]
    [InlineData(Reach.Enters, nameof(ProbeOutcome.Refused), true)]
    [InlineData(Reach.OpenByPlatform, nameof(ProbeOutcome.Refused), true)]
    [InlineData(Reach.Trusted, nameof(ProbeOutcome.Refused), true)]
    [InlineData(Reach.Own, nameof(ProbeOutcome.Refused), true)]
    [InlineData(Reach.Refused, nameof(ProbeOutcome.Inconclusive), false)]
    [InlineData(Reach.Enters, nameof(ProbeOutcome.Inconclusive), false)]
    public void IsLoud(Reach reach, string outcome, bool isFound)
    {
        var found = Disagreement.Find(Matrix(reach), [Result("todo", Enum.Parse<ProbeOutcome>(outcome))]).ToList();
        found.Count.ShouldBe(isFound ? 1 : 0);
        if (!isFound) return;
        found[0].Code.Id.ShouldBe("CP6050");
        found[0].Message.ShouldContain("bug of Carpool");
        found[0].Message.ShouldContain("blog_app");
        found[0].Message.ShouldContain("todo");
    }

    [Fact]
    public void WhatTheMatrixDoesNotHoldContradictsNothing() =>
        Disagreement.Find(Matrix(Reach.Refused), [Result("elsewhere", ProbeOutcome.Entered)]).ShouldBeEmpty();

    private static ReachMatrix Matrix(Reach reach) => new([new("todo")], [new(new("blog_app"), "blog", [reach])]);

    private static ProbeResult Result(string database, ProbeOutcome outcome) => new(new Probe(s_blog, s_blog.Logins[0], new(database)), outcome);
}
