using Carpool.Diagnostics;
using Carpool.Manifest.Reading;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Carpool.Manifest.Yaml;

/// <summary>
/// Reads YAML's events into nodes with places. What a manifest does not need (anchors, aliases, tags, several documents, depth)
/// is refused here, so that no later step can be made to expand or recurse.
/// </summary>
internal sealed class NodeTree
{
    private const int MaxDepth = 32;

    private readonly IParser parser;
    private readonly Problems problems;

    /// <summary>True once the depth is too much: the scanner's work a token grows with the depth, so reading on is what must not happen.</summary>
    private bool isTooDeep;

    private NodeTree(IParser parser, Problems problems) => (this.parser, this.problems) = (parser, problems);

    private bool IsStopped => isTooDeep || problems.IsFull;

    /// <summary>The root; null where the text is empty, <see cref="Node.Broken"/> where it is no YAML at all.</summary>
    internal static Node? Read(string text, Problems problems)
    {
        if (Unprintable.FirstIn(text) is { } unprintable)
        {
            NotYaml(problems, problems.At(unprintable.Line, unprintable.Column), $"the character U+{(int)unprintable.Character:X4} is not allowed");
            return new Node.Broken(problems.At(1, 1));
        }

        var tree = new NodeTree(new Parser(new StringReader(text)), problems);
        try
        {
            return tree.ReadStream();
        }
        catch (YamlException e)
        {
            NotYaml(problems, tree.PlaceOf(e, text), char.ToLowerInvariant(e.Message[0]) + e.Message[1..]);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException or OverflowException or IndexOutOfRangeException or NullReferenceException or InvalidCastException or KeyNotFoundException)
        {
            // YamlDotNet lets a few of its own slips on malformed text escape as these; the text is still not YAML.
            NotYaml(problems, tree.parser.Current is { } last ? tree.At(last.End) : problems.At(1, 1), "it makes no sense from here on");
        }

        return new Node.Broken(problems.At(1, 1));
    }

    private Node? ReadStream()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _)) return null;
        parser.Consume<DocumentStart>();
        var root = ReadNode(0);
        if (IsStopped) return root;
        parser.Consume<DocumentEnd>();
        if (parser.TryConsume<DocumentStart>(out var second))
        {
            problems.Add(ManifestCodes.SeveralDocuments, At(second.Start), "A second document begins here", "Keep one document a file: move what follows to a file of its own.");
            return root;
        }

        parser.Consume<StreamEnd>();
        return root is Node.Scalar { IsPlain: true, Text: "" } ? null : root;
    }

    private Node ReadNode(int depth)
    {
        var place = At(parser.Current!.Start);
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            problems.Add(ManifestCodes.AnchorOrAlias, place, $"The alias '*{Shown.For(alias.Value.Value)}' is not allowed", "Write the value out.");
            return new Node.Broken(place);
        }

        if (parser.Current is NodeEvent node) RefuseProperties(node, place);
        if (parser.TryConsume<Scalar>(out var scalar))
            return new Node.Scalar(scalar.Value, scalar.Style is ScalarStyle.Plain, place);

        if (depth == MaxDepth)
        {
            problems.Add(ManifestCodes.TooDeep, place, $"Lists and mappings stand more than {MaxDepth} levels within each other", "Remove the brackets or the indentation that is too much.");
            isTooDeep = true;
            return new Node.Broken(place);
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<Node>();
            while (!IsStopped && !parser.TryConsume<SequenceEnd>(out _)) items.Add(ReadNode(depth + 1));
            return new Node.Sequence(items, place);
        }

        parser.Consume<MappingStart>();
        var entries = new List<Node.Entry>();
        while (!IsStopped && !parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1);
            if (IsStopped) break;
            var value = ReadNode(depth + 1);
            if (key is Node.Scalar name) entries.Add(new(name, value));
            else if (key is not Node.Broken) problems.Add(ManifestCodes.WrongType, key.Location, "A list or a mapping stands where a key belongs", "Write a plain name before the colon.");
        }

        return new Node.Mapping(entries, place);
    }

    private void RefuseProperties(NodeEvent node, SourceLocation place)
    {
        if (!node.Anchor.IsEmpty)
            problems.Add(ManifestCodes.AnchorOrAlias, place, $"The anchor '&{Shown.For(node.Anchor.Value)}' is not allowed", "Remove the anchor and write each value out.");
        if (!node.Tag.IsEmpty)
            problems.Add(ManifestCodes.Tag, place, $"The tag '{Shown.For(node.Tag.IsNonSpecific ? "!" : node.Tag.Value)}' is not allowed", "Remove the tag; put quotes around what must be text.");
    }

    private static void NotYaml(Problems problems, SourceLocation place, string reason) =>
        problems.Add(ManifestCodes.NotYaml, place, $"This is not YAML: {reason.TrimEnd('.', ' ')}", "Correct the line: mind colons and brackets, indent with spaces only, and put quotes around ${NAME} inside brackets.");

    /// <summary>Where the parser stumbled. It gives the begin of the mapping for a tab in it; the tab itself is what helps.</summary>
    private SourceLocation PlaceOf(YamlException e, string text)
    {
        var start = At(e.Start);
        if (!e.Message.Contains(" tab ", StringComparison.Ordinal)) return start;
        var lines = text.Split('\n');
        for (var i = start.Line - 1; i < lines.Length; i++)
        {
            var indentation = lines[i].AsSpan(0, lines[i].Length - lines[i].TrimStart().Length);
            if (indentation.Length < lines[i].TrimEnd().Length && indentation.IndexOf('\t') is var tab and >= 0) return problems.At(i + 1, tab + 1);
        }

        return start;
    }

    private SourceLocation At(Mark mark) => problems.At(mark.Line, mark.Column);
}
