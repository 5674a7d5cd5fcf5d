using Carpool.Diagnostics;

namespace Carpool.Manifest.Reading;

/// <summary>A node that fits its shape, in the shape's own terms. Closed.</summary>
internal abstract record Value
{
    private Value()
    {
    }

    /// <summary>Text. <paramref name="Shown"/> is what may be printed: as it stands in the file, never what the environment held.</summary>
    internal sealed record Text(string Content, string Shown, SourceLocation Location) : Value
    {
        /// <inheritdoc/>
        public override string ToString() => Shown;
    }

    /// <summary>A whole number.</summary>
    internal sealed record Number(int Content) : Value;

    /// <summary>true or false.</summary>
    internal sealed record Flag(bool Content) : Value;

    /// <summary>A list of texts.</summary>
    internal sealed record Texts(IReadOnlyList<Text> Items) : Value;

    /// <summary>A mapping of known keys; those that are missing or broken are not in it.</summary>
    internal sealed record Keys(IReadOnlyDictionary<string, Held> Entries) : Value
    {
        /// <summary>Nothing under any key.</summary>
        internal static Keys Empty { get; } = new(new Dictionary<string, Held>(StringComparer.Ordinal));

        /// <summary>What stands under a key, or null.</summary>
        internal T? Find<T>(string key)
            where T : Value => Entries.TryGetValue(key, out var held) ? held.Value as T : null;
    }

    /// <summary>Names that the user chose, in the order of the file.</summary>
    internal sealed record Names(IReadOnlyList<Named> Items) : Value;

    /// <summary>What stands under a key, null where it was broken, and where the key stands.</summary>
    internal sealed record Held(SourceLocation Key, Value? Value);

    /// <summary>A name and what it is given; null where that was broken, so that the name can still be checked.</summary>
    internal sealed record Named(Text Name, Value? Value);
}
