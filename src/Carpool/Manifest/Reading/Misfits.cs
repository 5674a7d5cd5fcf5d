using Carpool.Diagnostics;
using Carpool.Manifest.Grammar;
using Carpool.Manifest.Yaml;

namespace Carpool.Manifest.Reading;

/// <summary>The words for what does not fit the grammar: what was found, what is wanted, and the way there.</summary>
internal sealed class Misfits(Problems problems)
{
    /// <summary>The path of a key: the keys above it, with dots.</summary>
    internal static string Below(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    internal Value? WrongType(Node node, Shape shape, string path)
    {
        problems.Add(ManifestCodes.WrongType, node.Location, $"{Place(path)} is {ScalarKind.Found(node)}; {shape.Wanted} is wanted", $"Write {shape.Wanted.TrimEnd(',')}.", Subject(path));
        return null;
    }

    internal Value? OutOfRange(Node.Scalar node, Shape.Number shape, string path)
    {
        problems.Add(ManifestCodes.OutOfRange, node.Location, $"{Place(path)} is {Shown.For(node.Text)}; {shape.Wanted} is wanted", $"Write {shape.Wanted}.", path);
        return null;
    }

    internal Value? NotAChoice(Node.Scalar node, Shape.Choice shape, string path)
    {
        var meant = Nearest.To(node.Text, shape.Words);
        problems.Add(ManifestCodes.NotAChoice, node.Location, $"{Place(path)} is '{Shown.For(node.Text)}'; {shape.Wanted} is wanted{DidYouMean(meant)}", $"Write {meant ?? shape.Wanted}.", path);
        return null;
    }

    internal void NotAName(Node node, string noun, string path) =>
        problems.Add(ManifestCodes.WrongType, node.Location, $"A name of {Place(path)} is {ScalarKind.Found(node)}; the {noun}'s name is wanted", node is Node.Scalar ? "Put quotes around the name." : "Write the name alone.", path);

    internal void NoneNamed(Node node, Shape.Names shape, string path) =>
        problems.Add(ManifestCodes.WrongType, node.Location, $"{Place(path)} is empty; at least one {shape.Noun} is wanted", $"Name a {shape.Noun}, or remove the key.", path);

    /// <summary>Reports a key that is not known; gives the known one that was probably meant, or null.</summary>
    internal string? Unknown(Node.Scalar name, Shape.Keys shape, string path)
    {
        var meant = Nearest.To(name.Text, shape.Known.Select(key => key.Name));
        problems.Add(
            ManifestCodes.UnknownKey,
            name.Location,
            $"{Place(path)} has no key '{Shown.For(name.Text)}'{DidYouMean(meant)}",
            meant is null ? $"Remove the key; known are {Nearest.Listed(shape.Known.Select(key => key.Name))}." : $"Write '{meant}', or remove the key.",
            Below(path, Shown.For(name.Text)));
        return meant;
    }

    internal void Twice(string what, SourceLocation second, SourceLocation first) =>
        problems.Add(ManifestCodes.Duplicate, second, $"{what} is there twice: here and in line {first.Line}, column {first.Column}", "Keep one of them.");

    internal void Missing(string key, SourceLocation place, string path) =>
        problems.Add(ManifestCodes.MissingKey, place, $"{Place(path)} lacks the key '{key}'", $"Add '{key}'.", Below(path, key));

    internal void Contradiction(string path, string first, SourceLocation firstPlace, string second, SourceLocation secondPlace) =>
        problems.Add(ManifestCodes.Contradiction, secondPlace, $"`{Below(path, second)}` excludes `{Below(path, first)}` of line {firstPlace.Line}, column {firstPlace.Column}", "Keep one of them.", path);

    private static string Place(string path) => path.Length == 0 ? "The manifest" : $"`{path}`";

    private static string? Subject(string path) => path.Length == 0 ? null : path;

    private static string DidYouMean(string? word) => word is null ? "" : $"; did you mean '{word}'?";
}
