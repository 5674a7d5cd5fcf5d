namespace Carpool.Cli.Agents.Tools;

/// <summary>`carpool outputs` for agents. Passwords are masked unless whoever started the server wants them shown.</summary>
internal sealed class OutputsTool(AgentDoor door, bool showsSecrets) : AgentTool(
    door,
    "outputs",
    "The connection strings of the apps, direct and pooled" + (showsSecrets ? ", with their passwords." : ", passwords masked. To start a program with them, tell the user to type `carpool run APP -- COMMAND`."),
    Apps)
{
    protected override IEnumerable<string> Words(ToolArguments given) => ["outputs", .. showsSecrets ? ["--show-secrets"] : Array.Empty<string>(), .. given.Option("apps", "--only")];
}
