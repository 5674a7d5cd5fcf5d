namespace Carpool.Cli.Agents.Tools;

/// <summary>`carpool doctor` for agents.</summary>
internal sealed class DoctorTool(AgentDoor door) : AgentTool(
    door,
    "doctor",
    "Whether the cluster is fit for what the manifest asks: connections, slots, settings. With `error` it names cause and fix of an error that an app or a sync engine met instead. Changes nothing.",
    new ToolInput("error", ToolInputKind.Text, "The error's text."))
{
    protected override IEnumerable<string> Words(ToolArguments given) => ["doctor", .. given.Option("error", "--error")];
}
