using Carpool.Cli.Arguments;

namespace Carpool.Cli.Commands;

/// <summary>All commands.</summary>
internal static class CommandTree
{
    public static DescribedCommand Build(GlobalOptions globals)
    {
        var root = new DescribedCommand("carpool", "Many apps, one Postgres cluster, each walled off from its neighbours.")
        {
            Usage = "COMMAND [OPTIONS]",
            Examples = ["carpool init --app blog --app todo", "carpool up", "carpool run blog -- npm run migrate"],
        };
        foreach (var option in globals.All) root.Add(option);
        foreach (var command in (DescribedCommand[])
        [
            InitCommand.Build(), PreviewCommand.Build(), UpCommand.Build(), StatusCommand.Build(), OutputsCommand.Build(), VerifyCommand.Build(), WatchCommand.Build(), DoctorCommand.Build(), PlatformCommand.Build(),
            RotateCommand.Build(), RekeyCommand.Build(), AdoptCommand.Build(), RestoreCommand.Build(), PurgeCommand.Build(), DestroyCommand.Build(), RunCommand.Build(), PsqlCommand.Build(), LocalCommand.Build(), EmulateCommand.Build(), McpCommand.Build(), ExplainCommand.Build(),
        ]) root.Add(command);
        return root;
    }
}
