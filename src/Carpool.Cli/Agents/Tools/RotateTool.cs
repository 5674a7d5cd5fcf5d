namespace Carpool.Cli.Agents.Tools;

/// <summary>`carpool rotate` for agents.</summary>
internal sealed class RotateTool(AgentDoor door) : AgentTool(
    door,
    "rotate",
    "Gives roles another login with a password of its own. The old one works until it is retired, by the next rotation or by `finish`, so that no connection fails meanwhile.",
    new ToolInput("roles", ToolInputKind.Texts, "Apps, or single roles of them as app/role.") { IsRequired = true },
    new("finish", ToolInputKind.Flag, "Retire the logins that were replaced, and give no new ones."),
    new("now", ToolInputKind.Flag, "Retire the old login at once, as after a leak: sessions that use it end."),
    Allow)
{
    public override bool IsChanging => true;

    protected override IEnumerable<string> Words(ToolArguments given) =>
        ["rotate", "--yes", .. given.Flag("finish", "--finish"), .. given.Flag("now", "--now"), .. given.Option("allow", "--allow"), "--", .. given.Texts("roles")];
}
