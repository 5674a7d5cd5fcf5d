using Carpool.Cli.Views;

namespace Carpool.Cli.Commands;

/// <summary>`carpool status`: the apps and how they are.</summary>
internal static class StatusCommand
{
    public static DescribedCommand Build() => new("status", "Shows the apps with their sizes, sessions, roles and age, and those in quarantine.")
    {
        Usage = "[OPTIONS]",
        Examples = ["carpool status", "carpool status --json"],
        CanNarrow = true,
        Body = async (invocation, token) =>
        {
            var manifest = invocation.LoadManifest();
            await using var stack = await invocation.OpenAsync(manifest, token);
            await OnlyApps.CheckAsync(invocation.Globals.Only, manifest, stack, token);
            var status = await stack.ReadStatusAsync(token);
            if (invocation.Globals.Only is { Count: > 0 } only) status = status with { Apps = [.. status.Apps.Where(app => only.Contains(app.App))] };
            invocation.Show(status, [], new StatusForPeople(invocation, invocation.Terminal.Clock.GetUtcNow()), new StatusAsJson(invocation.Terminal.Out));
            return ExitCode.Done;
        },
    };
}
