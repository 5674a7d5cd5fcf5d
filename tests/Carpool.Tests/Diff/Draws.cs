using FsCheck;
using FsCheck.Fluent;

namespace Carpool.Tests.Diff;

/// <summary>A row of numbers that decides what a random case is made of; a shorter row, or smaller numbers, make a simpler case.</summary>
internal sealed class Draws(IReadOnlyList<int> numbers)
{
    private int _next;

    /// <summary>Cases for a property; equal rows make equal cases.</summary>
    public static Arbitrary<int[]> Arbitrary => Gen.Choose(0, 999).ListOf(60).Select(list => list.ToArray()).ToArbitrary();

    public int Below(int bound) => _next < numbers.Count ? numbers[_next++] % bound : 0;

    public bool Flip() => Below(2) == 1;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>The items in another order.</summary>
    public IReadOnlyList<T> Shuffle<T>(IReadOnlyList<T> items)
    {
        var left = items.ToList();
        var shuffled = new List<T>();
        while (left.Count > 0)
        {
            var at = Below(left.Count);
            shuffled.Add(left[at]);
            left.RemoveAt(at);
        }

        return shuffled;
    }
}
