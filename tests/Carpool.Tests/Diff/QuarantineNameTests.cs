using Carpool.Diff;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Diff;

public sealed class QuarantineNameTests
{
    private static readonly DateTimeOffset s_time = new(2026, 11, 21, 23, 52, 30, TimeSpan.Zero);

    [Theory]
    [InlineData("shop")]
    [InlineData("a b\nc")]
    [InlineData("shop~8d9001~removed~20251121-235230")]
    [InlineData("exactly_32_bytes_are_kept_whole_")]
    public void A_name_that_was_not_cut_proves_itself(string name) => QuarantineName.Read(Departure.NameOf(name, s_time))
        .ShouldBe(name.Length <= 32 ? new QuarantineName(name, s_time, IsWhole: true) : new QuarantineName(name[..32], s_time, IsWhole: false));

    [Theory]
    [InlineData("this_name_has_thirty_three_bytes_")]
    [InlineData("ñandúñandúñandúñandúñandúñandú")]
    public void One_that_was_cut_does_not(string name) => QuarantineName.Read(Departure.NameOf(name, s_time)).ShouldNotBeNull().IsWhole.ShouldBeFalse();

    [Fact]
    public void Digits_of_another_name_prove_nothing() => QuarantineName.Read("blog~8d9001~removed~20261121-235230").ShouldNotBeNull().IsWhole.ShouldBeFalse();

    [Theory]
    [InlineData("shop")]
    [InlineData("shop~8d9001")]
    [InlineData("~8d9001~removed~20261121-235230")]
    [InlineData("shop~8D9001~removed~20261121-235230")]
    [InlineData("shop~8d9001~removed~20261321-235230")]
    [InlineData("shop~8d9001~removed~20261121-235230 ")]
    [InlineData("shop~8d9001~removed~20261121-235230\n")]
    public void Anything_else_is_no_such_name(string name) => QuarantineName.Read(name).ShouldBeNull();
}
