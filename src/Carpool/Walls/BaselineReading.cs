using System.Globalization;
using Carpool.Diagnostics;
using Carpool.Manifest.Grammar;
using Carpool.Manifest.Reading;
using Carpool.Manifest.Yaml;

namespace Carpool.Walls;

/// <summary>From nodes to entries; each thing that does not fit is a problem with its place.</summary>
internal sealed class BaselineReading(Problems problems)
{
    private const string Code = "code", Subject = "subject", Reason = "reason", Until = "until";
    private const string Example = "Write `- {code: CP6013, subject: blog, reason: \"…\", until: 2027-01-31}`.";

    private static readonly string[] Known = [Code, Subject, Reason, Until];

    /// <summary>The entries that hold; an empty file accepts nothing.</summary>
    internal IReadOnlyList<BaselineEntry> Read(Node? root)
    {
        if (root is null or Node.Broken) return [];
        if (root is not Node.Sequence list)
        {
            Add(root, $"The baseline is {ScalarKind.Found(root)}; a list of entries is wanted", Example);
            return [];
        }

        var entries = list.Items.Select(ReadEntry).OfType<BaselineEntry>().ToList();
        foreach (var twice in entries.GroupBy(entry => (entry.Code, entry.Subject)).SelectMany(alike => alike.Skip(1)))
            problems.Add(WallCodes.Baseline, twice.Location, $"The baseline accepts {twice} twice", "Keep one of the entries.", twice.Subject);
        return entries;
    }

    private BaselineEntry? ReadEntry(Node node)
    {
        if (node is Node.Broken) return null;
        if (node is not Node.Mapping mapping)
        {
            Add(node, $"An entry of the baseline is {ScalarKind.Found(node)}; a mapping is wanted", Example);
            return null;
        }

        foreach (var stranger in mapping.Entries.Where(entry => !Known.Contains(entry.Key.Text, StringComparer.Ordinal)))
        {
            var meant = Nearest.To(stranger.Key.Text, Known);
            Add(stranger.Key, $"An entry of the baseline has no key '{Shown.For(stranger.Key.Text)}'", meant is null ? $"Remove it; known are {Nearest.Listed(Known)}." : $"Write '{meant}'.");
        }

        foreach (var twice in mapping.Entries.GroupBy(entry => entry.Key.Text, StringComparer.Ordinal).SelectMany(alike => alike.Skip(1)))
            Add(twice.Key, $"The key '{Shown.For(twice.Key.Text)}' is there twice", "Keep one of them.");

        var (code, reason, until) = (CodeOf(mapping), Text(mapping, Reason), UntilOf(mapping));
        var subject = mapping.Entries.Any(entry => entry.Key.Text == Subject) ? Text(mapping, Subject) : null;
        return code is null || reason is null || until is null ? null : new(code, subject, reason, until.Value, mapping.Location);
    }

    private string? CodeOf(Node.Mapping mapping)
    {
        if (Text(mapping, Code) is not { } code) return null;
        var node = mapping.Entries.First(entry => entry.Key.Text == Code).Value;
        if (!code.StartsWith("CP6", StringComparison.Ordinal) || DiagnosticCodes.All.All(known => known.Id != code))
            Add(node, $"'{Shown.For(code)}' is the code of no finding", "Write a code as `carpool verify` prints it.");
        else if (!Baseline.CanAccept(code))
            Add(node, $"{code} stands for what happened, and cannot be accepted", "Remove the entry, and close the hole.");
        else
            return code;
        return null;
    }

    private DateOnly? UntilOf(Node.Mapping mapping)
    {
        if (Text(mapping, Until) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Add(mapping.Entries.First(entry => entry.Key.Text == Until).Value, $"'{Shown.For(text)}' is no day", "Write the last day on which the finding is accepted, such as 2027-01-31.");
        return null;
    }

    private string? Text(Node.Mapping mapping, string key)
    {
        var entry = mapping.Entries.FirstOrDefault(entry => entry.Key.Text == key);
        if (entry is null)
            problems.Add(WallCodes.Baseline, mapping.Location, $"An entry of the baseline lacks the key '{key}'", $"Add '{key}'.");
        else if (entry.Value is Node.Scalar scalar && !ScalarKind.IsNull(scalar) && !string.IsNullOrWhiteSpace(scalar.Text))
            return scalar.Text;
        else if (entry.Value is not Node.Broken)
            Add(entry.Value, $"`{key}` of an entry of the baseline is {ScalarKind.Found(entry.Value)}; a text is wanted", $"Write a text after '{key}'.");
        return null;
    }

    private void Add(Node node, string message, string fix) => problems.Add(WallCodes.Baseline, node.Location, message, fix);
}
