namespace Carpool.Cli.Agents.Tools;

/// <summary>`carpool status` for agents.</summary>
internal sealed class StatusTool(AgentDoor door) : AgentTool(door, "status", "The apps with their sizes, sessions, roles and age, and those in quarantine. Changes nothing.", Apps)
{
    protected override IEnumerable<string> Words(ToolArguments given) => ["status", .. given.Option("apps", "--only")];
}
