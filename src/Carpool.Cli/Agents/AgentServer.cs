using Carpool.Cli.Agents.Tools;
using Carpool.Cli.Arguments;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Carpool.Cli.Agents;

/// <summary>The Model Context Protocol on the standard streams, for agents that look after a stack.</summary>
/// <param name="allowsChanges">True offers what changes the cluster. What destroys data for good is never offered.</param>
/// <param name="showsSecrets">True shows passwords.</param>
internal sealed class AgentServer(Terminal terminal, GlobalArguments globals, bool allowsChanges, bool showsSecrets)
{
    private const string Instructions = """
        Carpool keeps many apps on one Postgres cluster, each with a database and logins of its own, walled off from the others. A manifest says which apps there are.
        Call `preview` before `up`, show the user what it would do, and give `up` the fingerprint of that plan. Call `explain` with the code of any diagnostic (CPnnnn).
        An app that leaves the manifest goes into quarantine: nothing is lost until somebody purges it by hand.
        """;

    /// <summary>Answers until the client has gone.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var options = new McpServerOptions
        {
            ServerInfo = new Implementation { Name = "carpool", Title = "Carpool", Version = ToolVersion.Current },
            ServerInstructions = Instructions,
            ToolCollection = [.. Tools()],
        };
        await using var transport = new StdioServerTransport(options);
        await using var server = McpServer.Create(transport, options);
        await server.RunAsync(cancellationToken);
    }

    private IEnumerable<AgentTool> Tools()
    {
        var door = new AgentDoor(terminal, globals);
        AgentTool[] all =
        [
            new StatusTool(door), new PreviewTool(door), new VerifyTool(door), new DoctorTool(door), new ExplainTool(door), new OutputsTool(door, showsSecrets),
            new UpTool(door), new RotateTool(door), new RestoreTool(door),
        ];
        return all.Where(tool => allowsChanges || !tool.IsChanging);
    }
}
