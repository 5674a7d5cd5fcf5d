using System.Diagnostics;
using System.Text;
using Carpool.Manifest;
using Carpool.State;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Manifest;

/// <summary>Whatever stands in the file: no exception, no endless work, and no name that Postgres would change.</summary>
public sealed class ManifestFuzzTests
{
    private static readonly string[] Corpus =
    [
        Manifests.Everything,
        "cluster: local\napps: [blog, todo]\n",
        "apps:\n  blog:\n    roles: { app: , \"x\\n\\u00e9\": { connections: 3 } }\n",
        "%YAML 1.1\n---\n# c\napps: ['a', \"b\", |\n  c\n]\n...\n",
        "a: &a [x, *a]\n? !t b\n: >-\n  folded\n  text\n",
    ];

    private static readonly string[] Pieces =
        ["[", "]", "{", "}", ":", ": ", ",", "- ", "? ", "\n", "\n  ", "\t", "'", "\"", "\\", "&a", "*a", "!", "!!str", "|", ">", "#", "%", "---", "...", "${", "${A}", "$${", "~", "\0", "\uD83D", "\uFEFF", "\u0085", "\u2028", "😀", "null", "true", "-1", "apps", "\r", "\\u", "\\x0", "@", "`", "<<"];

    [Fact]
    public void Thousands_of_mutations_never_throw()
    {
        var environment = Manifests.Environment(("A", "a: [\n"), ("CARPOOL_ADMIN_URL", "postgres://u@h"));
        var draw = new Draw(20_240_229);
        for (var round = 0; round < 6000; round++)
        {
            var text = new StringBuilder(Corpus[draw.Below(Corpus.Length)]);
            for (var edits = 1 + draw.Below(4); edits > 0; edits--) Mutate(text, draw);
            Check(text.ToString(), environment);
        }
    }

    [Fact]
    public void Every_accepted_manifest_leads_to_valid_and_unique_names()
    {
        var words = Gen.Elements("a", "b", "a_b", "owner", "read", "app", "é", "😀", "o'brien", "x\"; --", " ", "%s", "A", "pg", "template", "~", "/", "\n", new string('z', 55));
        var names = words.ListOf().Where(parts => parts.Count is > 0 and < 4).Select(parts => string.Join('_', parts));
        var roles = names.ListOf().Select(list => list.Distinct(StringComparer.Ordinal).Take(3).ToList());
        var apps = (from name in names from database in names from own in roles select (name, database, own)).ListOf();
        var accepted = 0;
        Prop.ForAll(apps.ToArbitrary(), list =>
        {
            var text = new StringBuilder("apps:\n");
            foreach (var (name, database, own) in list.DistinctBy(app => app.name, StringComparer.Ordinal).Take(4))
            {
                text.Append($"  {Quoted(name)}:\n    database: {Quoted(database)}\n");
                if (own.Count > 0) text.Append($"    roles: {{ {string.Join(", ", own.Select(role => $"{Quoted(role)}: {{}}"))} }}\n");
            }

            if (list.Count == 0) text.Append("  {}\n");
            if (Check(text.ToString(), Manifests.NoEnvironment) is { Apps.Count: > 0 }) accepted++;
        }).QuickCheckThrowOnFailure();
        accepted.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("a: ")]
    [InlineData("a: b\n")]
    [InlineData("[a],")]
    [InlineData("*a ")]
    [InlineData("&a ")]
    [InlineData("!")]
    [InlineData("x")]
    [InlineData("\n")]
    [InlineData("\"")]
    [InlineData("'a',")]
    [InlineData("${A}")]
    [InlineData("#")]
    [InlineData("---\n")]
    [InlineData("\t")]
    public void A_mebibyte_of_anything_is_answered_soon(string piece)
    {
        foreach (var beginning in new[] { "", "apps: ", "apps: [", "apps: \"", "apps: { a: { database: '" })
        {
            var text = beginning + string.Concat(Enumerable.Repeat(piece, (ManifestLoader.MaxBytes - 64) / piece.Length));
            var watch = Stopwatch.StartNew();
            Check(text, Manifests.Environment(("A", "b")));
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20), beginning);
        }
    }

    private static StackManifest? Check(string text, Dictionary<string, string> environment)
    {
        var parsed = Should.NotThrow(() => Manifests.Parse(text, environment), text.Length < 4000 ? text : text[..100]);
        (parsed.Value is null).ShouldBe(parsed.Diagnostics.Count > 0);
        parsed.Diagnostics.ShouldAllBe(d => d.Location!.Line > 0 && d.Location.Column > 0 && d.Message.Length < 600);
        if (parsed.Value is null) return null;
        var roles = parsed.Value.Apps.SelectMany(app => app.Roles.Select(role => role.Login.Value)
            .Concat([app.Owner.Value, $"{app.Database.Value}_write", $"{app.Database.Value}_read"])).ToList();
        roles.ShouldAllBe(name => Identifier.IsValid(name));
        roles.ShouldBeUnique(StringComparer.Ordinal);
        parsed.Value.Apps.Select(app => app.Database.Value).ShouldBeUnique(StringComparer.Ordinal);
        parsed.Value.Apps.SelectMany(app => app.Roles).ShouldAllBe(role => Identifier.IsValid(role.Login.Value + "~2"));
        parsed.Value.Apps.ShouldAllBe(app => app.Roles.Count > 0);
        return parsed.Value;
    }

    private static void Mutate(StringBuilder text, Draw draw)
    {
        var at = draw.Below(text.Length + 1);
        var length = Math.Min(draw.Below(8), text.Length - at);
        switch (draw.Below(4))
        {
            case 0: text.Remove(at, length); break;
            case 1: text.Insert(at, Pieces[draw.Below(Pieces.Length)]); break;
            case 2: text.Insert(draw.Below(text.Length + 1), text.ToString(at, length)); break;
            default: text.Remove(at, length).Insert(at, Pieces[draw.Below(Pieces.Length)]); break;
        }
    }

    private static string Quoted(string name) =>
        $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    /// <summary>The same numbers in each run: a failure can be repeated.</summary>
    private sealed class Draw(uint seed)
    {
        private uint state = seed;

        internal int Below(int bound)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            return (int)(state % (uint)bound);
        }
    }
}
