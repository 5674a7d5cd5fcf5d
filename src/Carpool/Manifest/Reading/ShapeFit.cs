using Carpool.Manifest.Grammar;
using Carpool.Manifest.Yaml;

namespace Carpool.Manifest.Reading;

/// <summary>Fits the nodes of a file to the shapes of the grammar, and says where they do not.</summary>
internal sealed class ShapeFit(IReadOnlyDictionary<string, string> environment, Problems problems)
{
    private readonly Misfits misfits = new(problems);
    private readonly EnvironmentText environmentText = new(environment, problems);

    /// <summary>The value, or null where the node does not fit, which is then reported.</summary>
    /// <param name="path">The keys that lead here, as in `apps.blog.connections`; empty for the file as a whole.</param>
    internal Value? Fit(Node node, Shape shape, string path) => node is Node.Broken ? null : shape switch
    {
        Shape.Keys keys => FitKeys(node, keys, path),
        Shape.Names names => FitNames(node, names, path),
        Shape.Texts texts => FitTexts(node, texts, path),
        Shape.WordOr word => FitWordOr(node, word, path),
        Shape.Text text => FitText(node, text, path),
        Shape.Number number => FitNumber(node, number, path),
        Shape.Flag => FitFlag(node, shape, path),
        Shape.Choice choice => FitChoice(node, choice, path),
        Shape.Setting => FitSetting(node, shape, path),
    };

    private Value? FitKeys(Node node, Shape.Keys shape, string path)
    {
        if (shape.MayBeEmpty && ScalarKind.IsNull(node)) return Value.Keys.Empty;
        if (node is not Node.Mapping mapping) return misfits.WrongType(node, shape, path);
        var entries = new Dictionary<string, Value.Held>(StringComparer.Ordinal);
        var meant = new HashSet<string?>(StringComparer.Ordinal);
        foreach (var (name, value) in mapping.Entries)
        {
            if (problems.IsFull) break;
            var key = shape.Known.FirstOrDefault(known => string.Equals(known.Name, name.Text, StringComparison.Ordinal));
            if (key is null) meant.Add(misfits.Unknown(name, shape, path));
            else if (entries.TryGetValue(key.Name, out var first)) misfits.Twice($"The key `{key.Name}`", name.Location, first.Key);
            else entries.Add(key.Name, new Value.Held(name.Location, Fit(value, key.Shape, Misfits.Below(path, key.Name))));
        }

        foreach (var key in shape.Known.Where(key => key.IsRequired && !entries.ContainsKey(key.Name) && !meant.Contains(key.Name)))
            misfits.Missing(key.Name, node.Location, path);
        if (shape.ExactlyOneOf is { } exclusive) CheckExclusive(exclusive, entries, meant, node, path);
        return new Value.Keys(entries);
    }

    private void CheckExclusive(IReadOnlyList<string> exclusive, Dictionary<string, Value.Held> entries, HashSet<string?> meant, Node node, string path)
    {
        var present = exclusive.Where(entries.ContainsKey).OrderBy(key => entries[key].Key.Line).ThenBy(key => entries[key].Key.Column).ToList();
        if (present.Count == 0 && !exclusive.Any(meant.Contains)) misfits.Missing(exclusive[0], node.Location, path);
        if (present.Count > 1) misfits.Contradiction(path, present[0], entries[present[0]].Key, present[1], entries[present[1]].Key);
    }

    private Value? FitNames(Node node, Shape.Names shape, string path)
    {
        var pairs = node switch
        {
            Node.Mapping mapping => mapping.Entries.Select(entry => (Name: (Node)entry.Key, Value: (Node?)entry.Value)),
            Node.Sequence list when shape.MayBeList => list.Items.Select(item => (Name: item, Value: (Node?)null)),
            _ => null,
        };
        if (pairs is null) return misfits.WrongType(node, shape, path);
        var names = new Dictionary<string, Value.Named>(StringComparer.Ordinal);
        foreach (var (nameNode, value) in pairs)
        {
            if (problems.IsFull) break;
            if (FitName(nameNode, value is not null, shape.Noun, path) is not { } name) continue;
            if (names.TryGetValue(name.Content, out var first))
                misfits.Twice($"The {shape.Noun} '{name.Shown}'", name.Location, first.Name.Location);
            else
                names.Add(name.Content, new(name, value is null ? Value.Keys.Empty : Fit(value, shape.Value, Misfits.Below(path, name.Shown))));
        }

        if (shape.AtLeastOne && !pairs.Any())
            misfits.NoneNamed(node, shape, path);
        return new Value.Names([.. names.Values]);
    }

    /// <summary>A name: text, or a number as it is written. The environment is read in values, so not in keys.</summary>
    private Value.Text? FitName(Node node, bool isKey, string noun, string path)
    {
        if (node is Node.Scalar scalar && !ScalarKind.IsNull(node) && ScalarKind.Flag(scalar) is null)
        {
            var content = isKey ? scalar.Text : environmentText.Read(scalar, path);
            return content is null ? null : new(content, Shown.For(scalar.Text), node.Location);
        }

        if (node is not Node.Broken) misfits.NotAName(node, noun, path);
        return null;
    }

    private Value? FitTexts(Node node, Shape.Texts shape, string path)
    {
        if (node is not Node.Sequence list) return misfits.WrongType(node, shape, path);
        var items = new Dictionary<string, Value.Text>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            if (problems.IsFull) break;
            if (FitName(item, isKey: false, shape.Noun, path) is not { } text) continue;
            if (!items.TryAdd(text.Content, text)) misfits.Twice($"The {shape.Noun} '{text.Shown}'", text.Location, items[text.Content].Location);
        }

        return new Value.Texts([.. items.Values]);
    }

    private Value? FitWordOr(Node node, Shape.WordOr shape, string path)
    {
        if (node is not Node.Scalar scalar) return Fit(node, shape.Other, path);
        if (environmentText.Read(scalar, path) is not { } content) return null;
        return string.Equals(content, shape.Word, StringComparison.Ordinal) ? new Value.Text(content, Shown.For(scalar.Text), node.Location) : misfits.WrongType(node, shape, path);
    }

    private Value? FitText(Node node, Shape.Text shape, string path)
    {
        if (node is not Node.Scalar scalar || ScalarKind.IsNull(node) || ScalarKind.Flag(scalar) is not null || scalar.Text.Length == 0)
            return misfits.WrongType(node, shape, path);
        return environmentText.Read(scalar, path) is { } content
            ? new Value.Text(content, shape.IsSecret ? Shown.Mask : Shown.For(scalar.Text), node.Location)
            : null;
    }

    private Value? FitNumber(Node node, Shape.Number shape, string path)
    {
        if (node is not Node.Scalar scalar) return misfits.WrongType(node, shape, path);
        if (environmentText.Read(scalar, path) is not { } content) return null;
        if (ScalarKind.Number(Read(scalar, content)) is not { } number) return misfits.WrongType(node, shape, path);
        if (number >= shape.Least && number <= shape.Most) return new Value.Number((int)number);
        return misfits.OutOfRange(scalar, shape, path);
    }

    private Value? FitFlag(Node node, Shape shape, string path)
    {
        if (node is not Node.Scalar scalar) return misfits.WrongType(node, shape, path);
        if (environmentText.Read(scalar, path) is not { } content) return null;
        return ScalarKind.Flag(Read(scalar, content)) is { } flag ? new Value.Flag(flag) : misfits.WrongType(node, shape, path);
    }

    private Value? FitChoice(Node node, Shape.Choice shape, string path)
    {
        if (node is not Node.Scalar scalar || ScalarKind.IsNull(node)) return misfits.WrongType(node, shape, path);
        if (environmentText.Read(scalar, path) is not { } content) return null;
        var text = new Value.Text(content, Shown.For(scalar.Text), node.Location);
        return shape.Words.Contains(content, StringComparer.Ordinal) ? text : misfits.NotAChoice(scalar, shape, path);
    }

    private Value? FitSetting(Node node, Shape shape, string path)
    {
        if (node is not Node.Sequence list) return FitSettingText(node, shape, path);
        var items = new List<Value.Text?>();
        foreach (var item in list.Items)
        {
            if (problems.IsFull) break;
            items.Add(item is Node.Broken ? null : FitSettingText(item, shape, path));
        }

        return items.Contains(null) ? null : new Value.Texts([.. items.OfType<Value.Text>()]);
    }

    private Value.Text? FitSettingText(Node node, Shape shape, string path)
    {
        if (node is not Node.Scalar scalar || ScalarKind.IsNull(node))
        {
            misfits.WrongType(node, shape, path);
            return null;
        }

        return environmentText.Read(scalar, path) is { } content ? new Value.Text(content, Shown.For(scalar.Text), node.Location) : null;
    }

    /// <summary>Between brackets `${NAME}` needs quotes, so they do not make text of what the environment holds.</summary>
    private static Node.Scalar Read(Node.Scalar scalar, string content) =>
        scalar with { Text = content, IsPlain = scalar.IsPlain || !string.Equals(content, scalar.Text, StringComparison.Ordinal) };
}
