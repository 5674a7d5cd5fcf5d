using Carpool.Diff;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Diff;

/// <summary>Missing, extra and common are the two lists, divided.</summary>
public sealed class KeyedDiffTests
{
    [Fact]
    public void Every_item_is_in_one_part_and_the_parts_are_sorted() =>
        Prop.ForAll<int[], int[]>((left, right) =>
        {
            var actual = left.Distinct().ToList();
            var desired = right.Distinct().ToList();
            var diff = KeyedDiff.Between(actual, desired, Key);
            diff.Missing.ShouldBe(desired.Except(actual).OrderBy(Key, StringComparer.Ordinal));
            diff.Extra.ShouldBe(actual.Except(desired).OrderBy(Key, StringComparer.Ordinal));
            diff.Common.ShouldBe(actual.Intersect(desired).OrderBy(Key, StringComparer.Ordinal).Select(item => (item, item)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Both_sides_of_what_is_common_are_kept_apart() =>
        KeyedDiff.Between(["a1"], ["a2"], item => item[..1]).Common.ShouldBe([("a1", "a2")]);

    [Fact]
    public void A_doubled_key_is_a_bug_of_the_reader() => Should.Throw<ArgumentException>(() => KeyedDiff.Between(["a", "a"], [], item => item));

    [Fact]
    public void The_parts_of_a_key_do_not_run_together()
    {
        KeyedDiff.Key("ab", "c").ShouldNotBe(KeyedDiff.Key("a", "bc"));
        KeyedDiff.Key("a", null).ShouldNotBe(KeyedDiff.Key(null, "a"));
    }

    [Fact]
    public void Sorting_is_by_bytes_and_not_by_language() =>
        KeyedDiff.Between([], ["b", "Z", "a", "é"], item => item).Missing.ShouldBe(["Z", "a", "b", "é"]);

    private static string Key(int item) => $"{item}";
}
