using System.Text.Json.Nodes;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Formats;
using Carpool.IntegrationTests.Migrations;

namespace Carpool.IntegrationTests.Agents;

/// <summary>Clients of the Model Context Protocol that others wrote, each with a `carpool mcp` of its own on a project.</summary>
internal sealed class AgentClients(TempProject project)
{
    private static readonly string s_folder = Path.Combine(RepositoryFolder.Path, "tests", "Carpool.IntegrationTests", "Agents", "clients");

    /// <summary>What @modelcontextprotocol/sdk is told at the beginning, and then what it gets for each call.</summary>
    /// <param name="options">Of `carpool mcp`.</param>
    public async Task<(JsonNode Hello, IReadOnlyList<JsonNode> Answers)> CallAsync(IReadOnlyList<string> options, params IReadOnlyList<JsonObject> calls)
    {
        var lines = await RunAsync(["calls.mjs", CarpoolProcess.Program, "mcp", "-C", project.Folder, .. options], string.Concat(calls.Select(call => $"{call.ToJsonString()}\n")));
        var said = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        return (said[0], said[1..]);
    }

    /// <summary>What the inspector's command line prints for one method.</summary>
    public async Task<JsonNode> InspectAsync(params IReadOnlyList<string> method)
    {
        var printed = await RunAsync([Path.Combine("node_modules", ".bin", "mcp-inspector"), "--cli", CarpoolProcess.Program, "mcp", "-C", project.Folder, .. method], "");
        return JsonNode.Parse(printed[printed.IndexOf('{', StringComparison.Ordinal)..])!;
    }

    public static JsonObject Call(string tool, JsonObject? arguments = null) => new() { ["name"] = tool, ["arguments"] = arguments ?? [] };

    private async Task<string> RunAsync(IReadOnlyList<string> words, string input)
    {
        await NodeProject.InstallOrSkipAsync(s_folder);
        return await ClientProcess.RunAsync(
            "node", [Path.Combine(s_folder, words[0]), .. words.Skip(1)], input, project.Environment.Where(variable => variable.Value is not null).ToDictionary(variable => variable.Key, variable => variable.Value!, StringComparer.Ordinal));
    }
}
