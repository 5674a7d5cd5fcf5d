using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Holes;

/// <summary>The files say what they should: enough of them, of every kind, each readable.</summary>
public sealed class HoleFileTests
{
    /// <summary>Every code that the catalogs can tell; the others are about tries and baselines.</summary>
    private static readonly string[] s_kinds = [.. new[] { 3 }.Concat(Enumerable.Range(6, 32)).Select(number => $"CP6{number:000}")];

    [Fact]
    public void There_are_enough_holes_and_lookalikes()
    {
        Hole.Corpus.Count.ShouldBeGreaterThanOrEqualTo(90);
        Hole.Lookalikes.Count.ShouldBeGreaterThanOrEqualTo(25);
    }

    [Fact]
    public void Every_kind_has_two_holes()
    {
        foreach (var kind in s_kinds) Hole.Corpus.Count(hole => hole.Finds.Any(finding => finding.Code == kind)).ShouldBeGreaterThanOrEqualTo(2, kind);
    }

    [Fact]
    public void Every_hole_says_what_is_found_and_no_lookalike_does()
    {
        Hole.Corpus.Where(hole => hole.Finds.Count == 0).Select(hole => hole.Name).ShouldBeEmpty();
        Hole.Lookalikes.Where(hole => hole.Finds.Count > 0).Select(hole => hole.Name).ShouldBeEmpty();
        Hole.Corpus.Concat(Hole.Lookalikes).Where(hole => hole.Steps.Count == 0).Select(hole => hole.Name).ShouldBeEmpty();
    }

    [Fact]
    public void No_two_files_open_the_same()
    {
        Hole.Corpus.Select(hole => hole.Opens).ShouldBeUnique();
        Hole.Corpus.Concat(Hole.Lookalikes).Select(hole => hole.Name).ShouldBeUnique();
    }

    [Theory]
    [InlineData("SELECT 1; SELECT 2;", 2)]
    [InlineData("SELECT ';'; SELECT \"a;b\"", 2)]
    [InlineData("DO $$BEGIN; END$$;\nSELECT 'it''s; fine'", 2)]
    [InlineData("DO $x$ $$;$$ $x$", 1)]
    [InlineData(" ;\n ; ", 0)]
    public void Statements_end_where_they_end(string sql, int count) => Statements.Of(sql).Count.ShouldBe(count);
}
