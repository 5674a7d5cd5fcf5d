using System.Security.Cryptography;
using System.Text;
using Carpool.Diagnostics;
using Carpool.IntegrationTests.Server;
using Carpool.Manifest;
using Carpool.State;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Manifest;

/// <summary>Whatever stands in the file: no exception, no endless work, and no name that Postgres would change.</summary>
[Collection(Undisturbed.Name)]
public sealed class ManifestFuzzTests
{
    private static readonly string[] Pieces =
        ["[", "]", "{", "}", ":", ": ", ",", "- ", "? ", "\n", "\n  ", "\t", "'", "\"", "\\", "&a", "*a", "!", "!!str", "|", ">", "#", "%", "---", "...", "${", "${A}", "$${", "~", "\0", "\uD83D", "\uFEFF", "\u0085", "\u2028", "😀", "null", "true", "-1", "apps", "\r", "\\u", "\\x0", "@", "`", "<<"];

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private static int Rounds => TestDepth.Current switch
    {
        TestDepth.Quick => 6000,
        TestDepth.Ci => 100_000,
        _ => 1_000_000,
    };

    /// <summary>The same at each run, but for a soak, which is to find something new.</summary>
    private static uint Seed => TestDepth.Current is TestDepth.Soak ? (uint)RandomNumberGenerator.GetInt32(1, int.MaxValue) : 20_240_229;

    [Fact]
    public void Thousands_of_mutations_never_throw_nor_take_long()
    {
        var seed = Seed;
        var draw = new Draw(seed);
        var (slowest, slowestText) = (TimeSpan.Zero, "");
        for (var round = 0; round < Rounds; round++)
        {
            var text = Mutant(draw);
            var began = ThreadTime.Now;
            var parsed = Parse(text, ManifestCorpus.Environment, $"seed {seed}, round {round}");
            if (ThreadTime.Now - began is var took && took > slowest) (slowest, slowestText) = (took, text);
            Check(parsed);
        }

        slowest.ShouldBeLessThan(Soon, $"seed {seed}: {slowestText}");
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
            if (Check(Parse(text.ToString(), Manifests.NoEnvironment)) is { Apps.Count: > 0 }) accepted++;
        }).QuickCheckThrowOnFailure();
        accepted.ShouldBeGreaterThan(0);
    }

    /// <summary>Reads the text, whatever it is.</summary>
    internal static Checked<StackManifest> Parse(string text, Dictionary<string, string> environment, string round = "") =>
        Should.NotThrow(() => Manifests.Parse(text, environment), $"{round}\n{(text.Length < 4000 ? text : text[..100])}");

    /// <summary>What comes out is a manifest whose names hold, or reasons that point into the file. Takes longer than the reading.</summary>
    internal static StackManifest? Check(Checked<StackManifest> parsed)
    {
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

    /// <summary>A file of the corpus after a few edits; one in eight goes on with the rest of another.</summary>
    private static string Mutant(Draw draw)
    {
        var text = new StringBuilder(draw.Of(ManifestCorpus.Texts));
        if (draw.Below(8) == 0)
        {
            var other = draw.Of(ManifestCorpus.Texts);
            text.Length = draw.Below(text.Length + 1);
            text.Append(other.AsSpan(draw.Below(other.Length)));
        }

        for (var edits = 1 + draw.Below(4); edits > 0; edits--) Mutate(text, draw);
        return text.ToString();
    }

    private static void Mutate(StringBuilder text, Draw draw)
    {
        var at = draw.Below(text.Length + 1);
        var length = Math.Min(draw.Below(8), text.Length - at);
        switch (draw.Below(4))
        {
            case 0: text.Remove(at, length); break;
            case 1: text.Insert(at, draw.Of(Pieces)); break;
            case 2: text.Insert(draw.Below(text.Length + 1), text.ToString(at, length)); break;
            default: text.Remove(at, length).Insert(at, draw.Of(Pieces)); break;
        }
    }

    private static string Quoted(string name) =>
        $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
