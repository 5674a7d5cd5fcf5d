using System.Text;
using Carpool.Diagnostics;
using Carpool.IntegrationTests.Server;
using Carpool.Manifest;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Manifest;

/// <summary>The largest file that is read at all, full of whatever it may be, is answered soon.</summary>
[Collection(Undisturbed.Name)]
public sealed class ManifestWeightTests
{
    private const int Room = ManifestLoader.MaxBytes - 64;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private static readonly Dictionary<string, string> Environment = Manifests.Environment(("A", "b"), ("BIG", new string('x', 100_000)));

    private static readonly string[] Few =
        ["[", "{", "- ", "? ", "a: ", "a: b\n", "[a],", "*a ", "&a ", "!", "x", "\n", "\"", "'a',", "${A}", "#", "---\n", "\t"];

    private static readonly string[] More =
        ["# c\n", "\n ", "{},", "\\u0041", "\\\n", " ", "x\n\n", "\r\n", ",", ":", "!<", "%", "%YAML 1.1\n", "...\n", "$${", "''", "|\n", "é", "😀", "&a a: ", "a: &a b\n", "- - - ", "\u0085", "\u2028", "[\n", "? a\n", "a b ", "${BIG}", "://"];

    private static readonly string[] FewBeginnings = ["", "apps: ", "apps: [", "apps: \"", "apps: { a: { database: '"];
    private static readonly string[] MoreBeginnings = ["apps: |\n  ", "apps:\n  ", "? ", "{", "stack: s\ncluster: { url: postgres://h, watchers: ["];

    /// <summary>Files with an order in them: as many apps, roles, keys or anchors as there is room for, and texts that are as long.</summary>
    private static readonly Dictionary<string, Func<string>> Shapes = new(StringComparer.Ordinal)
    {
        ["apps in a list"] = () => Filled("apps:\n", i => $"- {i:x}\n"),
        ["apps in brackets"] = () => Filled("apps: [", i => $"{i:x},", "]"),
        ["apps in a mapping"] = () => Filled("apps:\n", i => $" {i:x}:\n"),
        ["apps with roles"] = () => Filled("apps:\n", i => $" a{i}: {{ roles: {{ app: {{ connections: 3 }}, b: }} }}\n"),
        ["apps on one database"] = () => Filled("apps:\n", i => $" a{i}: {{ database: d }}\n"),
        ["apps with long names"] = () => Filled("apps:\n", i => $" - {i}{new string('y', 5000)}\n"),
        ["apps with heavy names"] = () => Filled("apps:\n", i => $" a{i}: {{ database: '${{BIG}}{i}' }}\n"),
        ["roles that collide"] = () => Filled("apps:\n", i => $" a{i}: {{ roles: {{ owner: }} }}\n"),
        ["roles of one app"] = () => Filled("apps: { a: { roles: {", i => $"{i:x}: ,", "} } }"),
        ["watchers"] = () => Filled("stack: s\ncluster:\n url: postgres://h\n watchers: [", i => $"{i:x},", "]\napps: []\n"),
        ["settings"] = () => Filled("apps:\n a:\n  settings:\n", i => $"   {i:x}: 1\n"),
        ["keys that nobody knows"] = () => Filled("apps: []\n", i => $"x{i}: 1\n"),
        ["one app again and again"] = () => Filled("apps:\n", _ => " blog: {}\n"),
        ["anchors"] = () => Filled("apps:\n", i => $" - &a{i} b\n"),
        ["aliases"] = () => Filled("apps:\n - &a b\n", _ => " - *a\n"),
        ["aliases of aliases"] = () => Filled("a0: &a0 [x]\n", i => $"a{i + 1}: &a{i + 1} [*a{i}, *a{i}, *a{i}]\n"),
        ["tags"] = () => Filled("apps:\n", i => $" - !t{i} b\n"),
        ["tag directives"] = () => Filled("", i => $"%TAG !t{i}! tag:x,{i}:\n", "---\napps: []\n"),
        ["mappings ever deeper"] = () => Filled("", i => $"{new string(' ', i)}a:\n"),
        ["lists ever deeper"] = () => Filled("", i => $"{new string(' ', i)}-\n"),
        ["brackets as deep as may be"] = () => Filled("apps: [", _ => $"{new string('[', 29)}{new string(']', 29)},", "]"),
        ["braces as deep as may be"] = () => Filled("apps: [", _ => $"{string.Concat(Enumerable.Repeat("{a: ", 29))}{new string('}', 29)},", "]"),
        ["dashes as deep as may be"] = () => Filled("", _ => $"{string.Concat(Enumerable.Repeat("- ", 25))}a\n"),
        ["one long text"] = () => Filled("apps: [", _ => "x", "]"),
        ["one long key"] = () => Filled("", _ => "x", ": y"),
        ["one long key with a URL in it"] = () => Filled("'postgres://", _ => "x", "': 1\napps: []"),
        ["one long word"] = () => Filled("apps: { a: { on_remove: ", _ => "q", " } }"),
        ["one long number"] = () => Filled("apps: { a: { connections: ", _ => "9", " } }"),
        ["one long name, escaped"] = () => Filled("apps: [\"", _ => "\\ud83d\\ude00", "\"]"),
        ["a tab at the end"] = () => Filled("", _ => "a:\n", "\n\tx"),
        ["a text over many lines"] = () => Filled("apps:\n  a\n", _ => "  b\n", "  : x"),
        ["comments"] = () => Filled("apps:\n", i => $"# {new string('c', 500)}\n - a{i}\n"),
        ["a list without an end"] = () => Filled("apps: [", i => $"a{i}\n,"),
        ["a mapping without an end"] = () => Filled("apps: {", i => $"a{i}: ,"),
        ["pairs in a list"] = () => Filled("apps: [", i => $"? a{i},", "]"),
    };

    public static TheoryData<string> Pieces => [.. Few, .. TestDepth.Current is TestDepth.Quick ? [] : More];

    public static TheoryData<string> ShapeNames => [.. Shapes.Keys];

    [Theory]
    [MemberData(nameof(Pieces))]
    public void A_mebibyte_of_one_piece_is_answered_soon(string piece)
    {
        foreach (var beginning in TestDepth.Current is TestDepth.Quick ? FewBeginnings : [.. FewBeginnings, .. MoreBeginnings])
            ShouldBeSoon(Filled(beginning, _ => piece), beginning);
    }

    [Theory]
    [MemberData(nameof(ShapeNames))]
    public void A_mebibyte_with_an_order_in_it_is_answered_soon(string shape) => ShouldBeSoon(Shapes[shape](), shape);

    private static void ShouldBeSoon(string text, string what)
    {
        var (parsed, took) = Timed(text);

        // What the compiler does on first sight is no part of it, nor is what a busy machine's caches cost once
        if (took >= Soon) (parsed, took) = Timed(text);
        took.ShouldBeLessThan(Soon, what);
        ManifestFuzzTests.Check(parsed);

        static (Checked<StackManifest> Parsed, TimeSpan Took) Timed(string text)
        {
            var began = ThreadTime.Now;
            var parsed = ManifestFuzzTests.Parse(text, Environment);
            return (parsed, ThreadTime.Now - began);
        }
    }

    private static string Filled(string beginning, Func<int, string> piece, string end = "")
    {
        var text = new StringBuilder(beginning);
        for (var i = 0; ; i++)
        {
            var next = piece(i);
            if (text.Length + next.Length + end.Length > Room) return text.Append(end).ToString();
            text.Append(next);
        }
    }
}
