using ModelContextProtocol;

namespace Carpool.Cli.Agents.Tools;

/// <summary>`carpool verify` for agents.</summary>
internal sealed class VerifyTool(AgentDoor door) : AgentTool(
    door,
    "verify",
    "Proves the walls between the apps, by the catalogs and by real logins, and says which does not stand, how one gets through, and the SQL that closes it. With `role` and `database` it answers how that role could get into that database instead.",
    new("exhaustive", ToolInputKind.Flag, "Try every login on every other app's database, not on two neighbours alone."),
    new("role", ToolInputKind.Text, "A role of the cluster, such as blog_app; goes with `database`."),
    new("database", ToolInputKind.Text, "A database of the cluster; goes with `role`."))
{
    protected override IEnumerable<string> Words(ToolArguments given) => (given.Text("role"), given.Text("database")) switch
    {
        (null, null) => ["verify", .. given.Flag("exhaustive", "--exhaustive")],
        ({ } role, { } database) => ["verify", $"--path={role}", $"--path={database}"],
        _ => throw new McpException("`role` and `database` go together."),
    };
}
