using System.Text.Json.Nodes;

namespace Carpool.Cli.Agents;

/// <summary>One thing that a tool may be told.</summary>
/// <param name="Name">In the words of JSON: `snake_case`.</param>
/// <param name="Description">For the model that fills it in.</param>
internal sealed record ToolInput(string Name, ToolInputKind Kind, string Description)
{
    /// <summary>True where the tool cannot do without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Its JSON Schema.</summary>
    public JsonObject Schema => Kind switch
    {
        ToolInputKind.Flag => new() { ["type"] = "boolean", ["description"] = Description, ["default"] = false },
        ToolInputKind.Texts => new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 }, ["description"] = Description },
        _ => new() { ["type"] = "string", ["minLength"] = 1, ["description"] = Description },
    };
}

/// <summary>What a tool may be told is.</summary>
internal enum ToolInputKind
{
    Text,
    Texts,
    Flag,
}
