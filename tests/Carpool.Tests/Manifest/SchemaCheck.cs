using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Carpool.Tests.Manifest;

/// <summary>As much of JSON Schema as the manifest's schema uses; an unknown keyword is an error, so that none is passed over.</summary>
internal sealed class SchemaCheck(JsonObject root)
{
    internal bool Accepts(JsonNode? value) => Accepts(root, value);

    private bool Accepts(JsonObject schema, JsonNode? value) => schema.All(keyword => Accepts(keyword.Key, keyword.Value!, schema, value));

    private bool Accepts(string keyword, JsonNode rule, JsonObject schema, JsonNode? value) => keyword switch
    {
        "$schema" or "$defs" or "$comment" or "title" or "description" => true,
        "$ref" => Accepts((JsonObject)root["$defs"]!["environment"]!, value),
        "type" => Texts(rule).Any(type => IsOf(type, value)),
        "const" => JsonNode.DeepEquals(rule, value),
        "enum" => rule.AsArray().Any(word => JsonNode.DeepEquals(word, value)),
        "anyOf" => rule.AsArray().Any(other => Accepts((JsonObject)other!, value)),
        "oneOf" => rule.AsArray().Count(other => Accepts((JsonObject)other!, value)) == 1,
        "minimum" => !IsOf("number", value) || value!.GetValue<long>() >= rule.GetValue<long>(),
        "maximum" => !IsOf("number", value) || value!.GetValue<long>() <= rule.GetValue<long>(),
        "minLength" => !IsOf("string", value) || value!.GetValue<string>().Length >= rule.GetValue<int>(),
        "pattern" => !IsOf("string", value) || Regex.IsMatch(value!.GetValue<string>(), rule.GetValue<string>(), RegexOptions.None, TimeSpan.FromSeconds(5)),
        "items" => value is not JsonArray items || items.All(item => Accepts((JsonObject)rule, item)),
        "uniqueItems" => value is not JsonArray list || list.DistinctBy(item => item!.ToJsonString(), StringComparer.Ordinal).Count() == list.Count,
        "required" => value is not JsonObject mapping || Texts(rule).All(mapping.ContainsKey),
        "minProperties" => value is not JsonObject names || names.Count >= rule.GetValue<int>(),
        "properties" => value is not JsonObject known || known.All(pair => rule[pair.Key] is not JsonObject property || Accepts(property, pair.Value)),
        "additionalProperties" => value is not JsonObject all || all.All(pair => schema["properties"]?[pair.Key] is not null || (rule is JsonObject other && Accepts(other, pair.Value))),
        _ => throw new InvalidOperationException($"the schema uses '{keyword}', which this check does not know"),
    };

    private static IEnumerable<string> Texts(JsonNode rule) => rule is JsonArray many ? many.Select(text => text!.GetValue<string>()) : [rule.GetValue<string>()];

    private static bool IsOf(string type, JsonNode? value) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value is JsonValue && value.GetValueKind() is System.Text.Json.JsonValueKind.String,
        "boolean" => value is JsonValue && value.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False,
        "integer" or "number" => value is JsonValue && value.GetValueKind() is System.Text.Json.JsonValueKind.Number,
        _ => throw new InvalidOperationException($"the schema names the type '{type}'"),
    };
}
