namespace Carpool.Tests.Manifest;

/// <summary>The same numbers for the same seed: a failure can be repeated.</summary>
internal sealed class Draw(uint seed)
{
    private uint state = seed;

    internal int Below(int bound)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return (int)(state % (uint)bound);
    }

    internal T Of<T>(IReadOnlyList<T> list) => list[Below(list.Count)];
}
