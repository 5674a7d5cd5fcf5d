namespace Carpool.Cli.Agents.Tools;

/// <summary>`carpool explain` for agents.</summary>
internal sealed class ExplainTool(AgentDoor door) : AgentTool(
    door, "explain", "The page of a diagnostic: what it means, why, and what to do.", new ToolInput("code", ToolInputKind.Text, "The code, such as CP3001.") { IsRequired = true })
{
    protected override IEnumerable<string> Words(ToolArguments given) => ["explain", "--", given.Text("code")!];
}
