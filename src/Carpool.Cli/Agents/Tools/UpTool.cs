namespace Carpool.Cli.Agents.Tools;

/// <summary>`carpool up` for agents: just the plan that somebody has seen.</summary>
internal sealed class UpTool(AgentDoor door) : AgentTool(
    door,
    "up",
    "Makes the cluster what the manifest says: carries out the plan that `preview` showed and the user agreed to, or nothing if the plan is another one by now.",
    new ToolInput("fingerprint", ToolInputKind.Text, "The `fingerprint` of that plan; the same `apps` have to be given as to `preview`.") { IsRequired = true },
    Allow,
    Apps)
{
    public override bool IsChanging => true;

    protected override IEnumerable<string> Words(ToolArguments given) =>
        ["up", "--yes", $"--fingerprint={given.Text("fingerprint")}", .. given.Option("allow", "--allow"), .. given.Option("apps", "--only")];
}
