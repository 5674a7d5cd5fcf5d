using System.CommandLine;
using Carpool.Cli.Views;

namespace Carpool.Cli.Commands;

/// <summary>`carpool verify`: proves the walls.</summary>
internal static class VerifyCommand
{
    private const int Lanes = 4;

    public static DescribedCommand Build()
    {
        var exhaustive = new Option<bool>("--exhaustive") { Description = "Try every other app's database, not two neighbours alone." };
        var command = new DescribedCommand("verify", "Proves the walls: logs in as each role to its own database, where it must get in, and to others, where it must not.")
        {
            Usage = "[OPTIONS]",
            Examples = ["carpool verify", "carpool verify --exhaustive --json"],
            Body = async (invocation, token) =>
            {
                await using var stack = await invocation.OpenAsync(invocation.LoadManifest(), token);
                var report = await stack.VerifyAsync(invocation.Parsed.GetValue(exhaustive), Lanes, token);

                // JSON has its findings under a key of their own
                invocation.Show(
                    report, invocation.Globals.IsJson ? [] : report.Findings, new WallsForPeople(invocation), new WallsAsJson(invocation.Terminal.Out));
                return report.IsIsolated ? ExitCode.Done : ExitCode.WallOpen;
            },
        };
        command.Add(exhaustive);
        return command;
    }
}
