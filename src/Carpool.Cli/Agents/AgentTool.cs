using System.Text.Json;
using System.Text.Json.Nodes;
using Carpool.Cli.Commands;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Carpool.Cli.Agents;

/// <summary>
/// A command of the program as an agent calls it. Nothing is decided here: the call becomes a command line, and the command's JSON
/// document is the answer.
/// </summary>
/// <param name="name">As the command's.</param>
/// <param name="description">What it does and when to call it, for a model.</param>
internal abstract class AgentTool(AgentDoor door, string name, string description, params IReadOnlyList<ToolInput> inputs) : McpServerTool
{
    /// <summary>Which apps a call is about, where it need not be about all.</summary>
    protected static readonly ToolInput Apps = new("apps", ToolInputKind.Texts, "Look at these apps alone, by their names in the manifest; all of them unless given.");

    /// <summary>The hazards that are accepted.</summary>
    protected static readonly ToolInput Allow = new(
        "allow", ToolInputKind.Texts, "Codes of hazards (CP3nnn) to go on in spite of. Only those that the user has seen and agreed to: each says what is endangered.");

    /// <summary>True where it changes the cluster.</summary>
    public virtual bool IsChanging => false;

    /// <inheritdoc/>
    public sealed override Tool ProtocolTool => new()
    {
        Name = name,
        Description = description,
        InputSchema = Schema(inputs),
        Annotations = new() { ReadOnlyHint = !IsChanging, DestructiveHint = IsChanging, IdempotentHint = !IsChanging, OpenWorldHint = false },
    };

    /// <inheritdoc/>
    public sealed override IReadOnlyList<object> Metadata => [];

    /// <inheritdoc/>
    public sealed override async ValueTask<CallToolResult> InvokeAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
    {
        var words = Words(new ToolArguments(inputs, request.Params?.Arguments));
        await using var progress = new ProgressLines(request.Server, request.Params?.ProgressToken);
        var (code, document) = await door.CallAsync([.. words], progress.Writer, cancellationToken);
        return new()
        {
            Content = [new TextContentBlock { Text = document }],
            StructuredContent = JsonElement.Parse(document),

            // Hazards that block a plan, and a wall that is open, are answers too
            IsError = code is not (ExitCode.Done or ExitCode.ChangesPending or ExitCode.Blocked or ExitCode.WallOpen),
        };
    }

    /// <summary>The command line, without what names the manifest and asks for JSON.</summary>
    protected abstract IEnumerable<string> Words(ToolArguments given);

    private static JsonElement Schema(IReadOnlyList<ToolInput> inputs) => JsonElement.Parse(new JsonObject
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(inputs.Select(input => KeyValuePair.Create(input.Name, (JsonNode?)input.Schema))),
        ["required"] = new JsonArray([.. inputs.Where(input => input.IsRequired).Select(input => (JsonNode)input.Name)]),
        ["additionalProperties"] = false,
    }.ToJsonString());
}
