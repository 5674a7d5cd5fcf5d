using Carpool.Diagnostics;

namespace Carpool.Manifest.Yaml;

/// <summary>One node of the file, with its place. Closed.</summary>
internal abstract record Node
{
    private Node(SourceLocation location) => Location = location;

    /// <summary>Where the node begins.</summary>
    internal SourceLocation Location { get; }

    /// <summary>Text; <paramref name="IsPlain"/> where it stands without quotes and so may mean a number, true, false or nothing.</summary>
    internal sealed record Scalar(string Text, bool IsPlain, SourceLocation Place) : Node(Place);

    /// <summary>A list.</summary>
    internal sealed record Sequence(IReadOnlyList<Node> Items, SourceLocation Place) : Node(Place);

    /// <summary>Keys with values, in the order of the file; a key may stand there twice.</summary>
    internal sealed record Mapping(IReadOnlyList<Entry> Entries, SourceLocation Place) : Node(Place);

    /// <summary>A node that was already reported: nothing more is said about it.</summary>
    internal sealed record Broken(SourceLocation Place) : Node(Place);

    /// <summary>A key of a mapping and what it holds.</summary>
    internal sealed record Entry(Scalar Key, Node Value);
}
