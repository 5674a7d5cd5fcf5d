using System.Globalization;
using System.Text.Json.Nodes;
using Carpool.Manifest;
using Carpool.Manifest.Grammar;
using Carpool.Manifest.Reading;
using Carpool.Manifest.Yaml;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Manifest;

/// <summary>One grammar, four faces: what the parser knows, the schema, the reference and the examples say the same.</summary>
public sealed class ManifestSchemaTests
{
    private static readonly JsonObject Schema = (JsonObject)JsonNode.Parse(ManifestSchema.Render())!;

    [Fact]
    public void The_committed_schema_is_the_rendered_one() =>
        File.ReadAllText(Doc("carpool.schema.json")).ShouldBe(ManifestSchema.Render(), "write what ManifestSchema.Render() gives to docs/reference/carpool.schema.json");

    [Fact]
    public void The_reference_has_the_row_of_every_key()
    {
        var rows = File.ReadAllLines(Doc("manifest.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        rows.ShouldBe(Keys(ManifestGrammar.Root, "").Select(Row));
    }

    [Fact]
    public void The_schema_knows_every_key_and_no_other()
    {
        var known = Keys(ManifestGrammar.Root, "").Select(key => key.Path).ToList();
        known.ShouldBeUnique(StringComparer.Ordinal);
        known.Count.ShouldBeGreaterThan(40);
        PropertyNames(Schema).Order(StringComparer.Ordinal).ShouldBe(Keys(ManifestGrammar.Root, "").Select(key => key.Key.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("cluster: local\napps: [blog, todo]")]
    [InlineData("apps: { a: , b: { roles: { app: } } }")]
    [InlineData("apps: [123]\nstack: ${STACK}\ndefaults: { connections: '${N}' }")]
    [InlineData(Manifests.Everything)]
    [InlineData("stack: s\ncluster: { planetscale: { organization: o, database: d, branch: main, admin: bootstrap, logins: sql, token_id: I, token: T, api: URL, bouncer: web, ca: FILE } }\napps: { a: { sync: { z: { preset: zero, tables: [t] } } } }")]
    public void What_the_parser_takes_the_schema_takes(string text)
    {
        var problems = new Problems(Manifests.Path);
        var environment = Manifests.Environment(("CARPOOL_ADMIN_URL", "postgres://h"), ("STACK", "s"), ("N", "5"));
        var node = NodeTree.Read(text, problems)!;
        new ShapeFit(environment, problems).Fit(node, ManifestGrammar.Root, "").ShouldNotBeNull();
        problems.InOrder().ShouldBeEmpty();
        new SchemaCheck(Schema).Accepts(Json(node)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_examples_satisfy_the_schema(string path) =>
        new SchemaCheck(Schema).Accepts(Json(NodeTree.Read(File.ReadAllText(path), new Problems(path))!)).ShouldBeTrue();

    public static TheoryData<string> Examples => [.. Directory.GetFiles(System.IO.Path.Combine(Manifests.Root, "examples"), "carpool.yaml", SearchOption.AllDirectories)];

    [Theory]
    [InlineData("aps: [a]")]
    [InlineData("apps: a")]
    [InlineData("apps: [a, a]")]
    [InlineData("apps: [~]")]
    [InlineData("apps: []\nbogus: 1")]
    [InlineData("apps: []\ncluster: remote")]
    [InlineData("apps: []\nstack: a b")]
    [InlineData("apps: []\ncluster: { pooler: { host: h, port: 1 } }")]
    [InlineData("apps: []\ncluster: { url: 'http://h' }")]
    [InlineData("apps: []\ncluster: { url: 'postgres://h', planetscale: { organization: o, database: d } }")]
    [InlineData("apps: { a: { connections: 0 } }")]
    [InlineData("apps: { a: { connections: '20' } }")]
    [InlineData("apps: { a: { protect: yes } }")]
    [InlineData("apps: { a: { on_remove: delete } }")]
    [InlineData("apps: { a: { roles: {} } }")]
    [InlineData("apps: { a: { roles: { app: { acces: app } } } }")]
    public void What_the_schema_refuses_the_parser_refuses(string text)
    {
        new SchemaCheck(Schema).Accepts(Json(NodeTree.Read(text, new Problems(Manifests.Path))!)).ShouldBeFalse();
        Manifests.Parse(text).IsValid.ShouldBeFalse();
    }

    private static string Doc(string name) => System.IO.Path.Combine(Manifests.Root, "docs", "reference", name);

    private static string Row((string Path, Key Key) key) =>
        $"| `{key.Path}` | {key.Key.About} | {Default(key.Key)} | {key.Key.Since} |";

    private static string Default(Key key) => key.IsRequired ? "required" : key.Default ?? "";

    private static IEnumerable<(string Path, Key Key)> Keys(Shape shape, string path) => shape switch
    {
        Shape.Keys keys => keys.Known.SelectMany(key => Keys(key.Shape, Misfits.Below(path, key.Name)).Prepend((Misfits.Below(path, key.Name), key))),
        Shape.Names names => Keys(names.Value, Misfits.Below(path, names.Noun.ToUpperInvariant())),
        Shape.WordOr word => Keys(word.Other, path),
        _ => [],
    };

    private static IEnumerable<string> PropertyNames(JsonNode? node) => node switch
    {
        JsonObject mapping => mapping.SelectMany(pair => pair.Key is "properties"
            ? ((JsonObject)pair.Value!).SelectMany(property => PropertyNames(property.Value).Prepend(property.Key))
            : PropertyNames(pair.Value)),
        JsonArray list => list.SelectMany(PropertyNames),
        _ => [],
    };

    private static JsonNode? Json(Node node) => node switch
    {
        Node.Mapping mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Json(entry.Value)))),
        Node.Sequence list => new JsonArray([.. list.Items.Select(Json)]),
        Node.Scalar scalar when ScalarKind.IsNull(scalar) => null,
        Node.Scalar scalar when ScalarKind.Flag(scalar) is { } flag => JsonValue.Create(flag),
        Node.Scalar scalar when ScalarKind.Number(scalar) is { } number => JsonValue.Create(number),
        Node.Scalar scalar => JsonValue.Create(scalar.Text),
        _ => throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"broken at {node.Location}")),
    };
}
