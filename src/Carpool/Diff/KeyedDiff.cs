namespace Carpool.Diff;

/// <summary>What two lists of the same kind have and lack of each other, by key, each part sorted by key.</summary>
internal sealed record KeyedDiff<T>(IReadOnlyList<T> Missing, IReadOnlyList<T> Extra, IReadOnlyList<(T Actual, T Desired)> Common);

/// <summary>Compares two lists by key.</summary>
internal static class KeyedDiff
{
    /// <summary>Keys are unique within each list; a doubled one is a bug of the reader. Sorted by the bytes of the key, whatever the locale.</summary>
    public static KeyedDiff<T> Between<T>(IEnumerable<T> actual, IEnumerable<T> desired, Func<T, string> keyOf)
    {
        var have = new SortedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in actual) have.Add(keyOf(item), item);
        var want = new SortedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in desired) want.Add(keyOf(item), item);
        return new(
            [.. want.Where(pair => !have.ContainsKey(pair.Key)).Select(pair => pair.Value)],
            [.. have.Where(pair => !want.ContainsKey(pair.Key)).Select(pair => pair.Value)],
            [.. want.Where(pair => have.ContainsKey(pair.Key)).Select(pair => (have[pair.Key], pair.Value))]);
    }

    /// <summary>A key of several parts. NUL keeps them apart: no name in Postgres can hold it.</summary>
    public static string Key(params ReadOnlySpan<object?> parts) => string.Join('\0', parts.ToArray());
}
