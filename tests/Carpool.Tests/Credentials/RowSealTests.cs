using Carpool.Credentials;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Credentials;

public sealed class RowSealTests
{
    private readonly RowSeal _seal = new(StackKey.Create());

    [Fact]
    public void Knows_its_own_rows()
    {
        var seal = _seal.Authenticate("apps", "blog", null, "16384");
        _seal.Matches(seal, "apps", "blog", null, "16384").ShouldBeTrue();
        _seal.Matches(null, "apps", "blog", null, "16384").ShouldBeFalse();
        _seal.Matches([], "apps", "blog", null, "16384").ShouldBeFalse();
        new RowSeal(StackKey.Create()).Matches(seal, "apps", "blog", null, "16384").ShouldBeFalse();
    }

    [Fact]
    public void Different_rows_have_different_seals()
    {
        string?[][] rows = [[], [null], [""], ["a", "b"], ["ab"], ["ab", ""], ["", "ab"], ["ab", null], [null, "ab"], ["b", "a"], ["a", "b", ""], ["é"], ["e\u0301"]];
        rows.Select(row => Convert.ToHexString(_seal.Authenticate(row))).Distinct(StringComparer.Ordinal).Count().ShouldBe(rows.Length);
    }

    [Fact]
    public void Half_a_character_is_refused_rather_than_confused() => Should.Throw<ArgumentException>(() => _seal.Authenticate("\ud800"));
}
