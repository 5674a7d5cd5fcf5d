namespace Carpool.Cli.Agents.Tools;

/// <summary>`carpool preview` for agents.</summary>
internal sealed class PreviewTool(AgentDoor door) : AgentTool(
    door,
    "preview",
    "What `up` would change to make the cluster what the manifest says, with the SQL, the hazards and a fingerprint that `up` wants. Changes nothing. Show it to the user before `up`.",
    Apps,
    new("credentials", ToolInputKind.Flag, "Also log in with every password on record, to find those that somebody changed."))
{
    protected override IEnumerable<string> Words(ToolArguments given) => ["preview", .. given.Flag("credentials", "--credentials"), .. given.Option("apps", "--only")];
}
