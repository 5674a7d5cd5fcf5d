namespace Carpool.Cli.Agents.Tools;

/// <summary>`carpool restore` for agents.</summary>
internal sealed class RestoreTool(AgentDoor door) : AgentTool(
    door,
    "restore",
    "Brings an app back from quarantine with its data, its roles and its credentials. Put it into the manifest first, or the next `up` would remove it again.",
    new ToolInput("app", ToolInputKind.Text, "The quarantined app.") { IsRequired = true },
    Allow)
{
    public override bool IsChanging => true;

    protected override IEnumerable<string> Words(ToolArguments given) => ["restore", "--yes", .. given.Option("allow", "--allow"), "--", given.Text("app")!];
}
