using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Carpool.Manifest.Grammar;

namespace Carpool.Manifest;

/// <summary>The JSON Schema (draft 2020-12) of `carpool.yaml`, for editors: from the grammar that parses it.</summary>
public static class ManifestSchema
{
    private const string Reference = "#/$defs/environment";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as text, the same bytes each time.</summary>
    public static string Render()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "carpool.yaml",
            ["description"] = "The apps of one stack on one Postgres cluster.",
        };
        foreach (var (name, value) in Of(ManifestGrammar.Root).ToList()) schema[name] = value?.DeepClone();
        schema["$defs"] = new JsonObject
        {
            ["environment"] = new JsonObject
            {
                ["description"] = "Read from the environment, as ${NAME}.",
                ["type"] = "string",
                ["pattern"] = "\\$\\{",
            },
        };
        return schema.ToJsonString(Readable) + "\n";
    }

    private static JsonObject Of(Shape shape) => shape switch
    {
        Shape.Keys keys => OfKeys(keys),
        Shape.Names names => OfNames(names),
        Shape.Texts => new() { ["type"] = "array", ["items"] = Name(), ["uniqueItems"] = true },
        Shape.Text text => OfText(text),
        Shape.Number number => OrReference(new() { ["type"] = "integer", ["minimum"] = number.Least, ["maximum"] = number.Most }),
        Shape.Flag => OrReference(new() { ["type"] = "boolean" }),
        Shape.Choice choice => OrReference(new() { ["enum"] = Strings(choice.Words) }),
        Shape.Setting => AnyOf(Scalar(), new() { ["type"] = "array", ["items"] = Scalar() }),
        Shape.WordOr word => AnyOf(new() { ["const"] = word.Word }, Environment(), Of(word.Other)),
    };

    private static JsonObject OfKeys(Shape.Keys shape)
    {
        var properties = new JsonObject();
        foreach (var key in shape.Known)
        {
            var property = Of(key.Shape);
            property["description"] = Sentence(key);
            property["$comment"] = $"since {key.Since}";
            properties[key.Name] = property;
        }

        var schema = new JsonObject
        {
            ["type"] = shape.MayBeEmpty ? Strings(["object", "null"]) : "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
        var required = shape.Known.Where(key => key.IsRequired).Select(key => key.Name).ToList();
        if (required.Count > 0) schema["required"] = Strings(required);
        if (shape.ExactlyOneOf is { } exclusive)
            schema["oneOf"] = new JsonArray([.. exclusive.Select(key => new JsonObject { ["required"] = Strings([key]) })]);
        return schema;
    }

    private static JsonObject OfNames(Shape.Names shape)
    {
        var mapping = new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(shape.Value) };
        if (shape.AtLeastOne) mapping["minProperties"] = 1;
        return shape.MayBeList
            ? AnyOf(new() { ["type"] = "array", ["items"] = Name(), ["uniqueItems"] = true }, mapping)
            : mapping;
    }

    /// <summary>A number is taken as it is written, so that an app may be called 123.</summary>
    private static JsonObject OfText(Shape.Text shape)
    {
        var schema = new JsonObject { ["type"] = Strings(["string", "number"]), ["minLength"] = 1 };
        if (shape.Pattern is not null) schema["pattern"] = shape.Pattern;
        return schema;
    }

    private static JsonObject Scalar() => new() { ["type"] = Strings(["string", "number", "boolean"]) };

    private static JsonObject Name() => OfText(new Shape.Text());

    private static string Sentence(Key key) =>
        $"{key.About}{(key.Default is null ? "" : $" Default: {key.Default}.")}";

    private static JsonObject OrReference(JsonObject schema) => AnyOf(schema, Environment());

    private static JsonObject Environment() => new() { ["$ref"] = Reference };

    private static JsonObject AnyOf(params JsonObject[] schemas) => new() { ["anyOf"] = new JsonArray([.. schemas]) };

    private static JsonArray Strings(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
