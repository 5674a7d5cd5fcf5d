using System.Globalization;
using System.Text.Json.Nodes;

namespace Carpool.Emulator.Api;

/// <summary>A parameter of the server or of PgBouncer, with the value that it has or soon will have.</summary>
/// <param name="Type">As the API names them: integer, boolean, select…</param>
internal sealed record Parameter(
    string Namespace, string Name, string Type, string Category, string Description, string Default, string Value, bool Restarts, double Least, double Most, IReadOnlyList<string> Options)
{
    public string Key => $"{Namespace}.{Name}";

    /// <summary>What is wrong with a value; null where it is one.</summary>
    public string? Complaint(string value)
    {
        if (Options.Count > 0) return Options.Contains(value, StringComparer.Ordinal) ? null : $"Value must be one of {string.Join(", ", Options)}";
        if (Type == "boolean") return value is "on" or "off" or "true" or "false" ? null : "Value must be a boolean";
        if (Type is not ("integer" or "float" or "seconds")) return null;
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return "Value must be a number";
        if (Most > Least && number > Most) return $"Value must be less than or equal to {Most}";
        return Most > Least && number < Least ? $"Value must be greater than or equal to {Least}" : null;
    }

    public JsonNode Write(string time) => new JsonObject
    {
        ["id"] = $"{Namespace}-{Name}",
        ["name"] = Name,
        ["display_name"] = Name,
        ["namespace"] = Namespace,
        ["category"] = Category,
        ["description"] = Description,
        ["extension"] = false,
        ["immutable"] = false,
        ["parameter_type"] = Type,
        ["default_value"] = Default,
        ["value"] = Value,
        ["required"] = false,
        ["created_at"] = time,
        ["updated_at"] = time,
        ["restart"] = Restarts,
        ["max"] = Most,
        ["min"] = Least,
        ["url"] = "",
        ["options"] = Written.Array(Options),
        ["actor"] = Written.Actor(),
    };
}
