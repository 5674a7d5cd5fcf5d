using System.CommandLine;
using Carpool.Cli.Agents;

namespace Carpool.Cli.Commands;

/// <summary>`carpool mcp`: the commands as tools of an agent.</summary>
internal static class McpCommand
{
    public static DescribedCommand Build()
    {
        var changes = new Option<bool>("--allow-changes") { Description = "Also offer `up`, `rotate` and `restore`. `purge` and `destroy` are never offered." };
        var secrets = new Option<bool>("--show-secrets") { Description = "Let the agent see passwords; they are ******** otherwise." };
        var command = new DescribedCommand("mcp", "Serves the Model Context Protocol on the standard streams, for an agent to look after the apps. Changes nothing unless told that it may.")
        {
            Usage = "[OPTIONS]",
            Examples = ["carpool mcp", "carpool mcp -C infra --allow-changes"],
            Body = async (invocation, token) =>
            {
                await new AgentServer(invocation.Terminal, invocation.Globals, invocation.Parsed.GetValue(changes), invocation.Parsed.GetValue(secrets)).RunAsync(token);
                return ExitCode.Done;
            },
        };
        command.Add(changes);
        command.Add(secrets);
        return command;
    }
}
