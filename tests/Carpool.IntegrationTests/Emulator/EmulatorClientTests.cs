using System.Text.Json.Nodes;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Formats;
using Carpool.IntegrationTests.Migrations;
using Carpool.IntegrationTests.Server;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Emulator;

/// <summary>Clients that others wrote for the real platform find nothing amiss in the emulator. They are half a gigabyte.</summary>
[Slow]
public sealed class EmulatorClientTests(SharedEmulator shared) : IClassFixture<SharedEmulator>, IDisposable
{
    private readonly string _state = Directory.CreateTempSubdirectory("carpool-alchemy-").FullName;

    private EmulatorProcess Emulator => shared.Process;

    [Fact]
    public async Task Distilled_makes_reads_resets_and_deletes_a_role()
    {
        var said = await RunAsync("distilled.mjs");
        ((string)said[1]["gone"]!).ShouldBe("NotFound");
        ((string)said[0]["first"]!).ShouldNotBe((string)said[0]["second"]!);
        (await Should.ThrowAsync<PostgresException>(() => EmulatorProcess.SqlAsync(Emulator.ConnectionString((string)said[0]["username"]!, (string)said[0]["second"]!), "SELECT 1"))).SqlState.ShouldBe("28P01");
    }

    [Fact]
    public async Task Alchemy_makes_and_deletes_roles_and_the_default_one()
    {
        var said = await RunAsync("alchemy.mjs", "up");
        ((string)said[0]["username"]!).ShouldBe($"postgres.{Emulator.BranchId}");
        ((string)said[1]["expires"]!).ShouldNotBeNullOrEmpty();
        foreach (var role in said) (await Emulator.SqlAsync(role, "SELECT 1")).ShouldBe(1);
        await RunAsync("alchemy.mjs", "destroy");
        var left = (await Emulator.GetAsync($"{EmulatorProcess.BranchPath}/roles"))["data"]!.AsArray();
        left.ShouldNotContain(role => (string)role!["id"]! == (string)said[1]["id"]!);
        await Should.ThrowAsync<PostgresException>(() => Emulator.SqlAsync(said[0], "SELECT 1"));
    }

    public void Dispose() => Directory.Delete(_state, recursive: true);

    private async Task<List<JsonNode>> RunAsync(string script, params string[] words)
    {
        var folder = Path.Combine(RepositoryFolder.Path, "tests", "Carpool.IntegrationTests", "Emulator", "clients");
        await NodeProject.InstallOrSkipAsync(folder);
        var said = await ClientProcess.RunAsync("node", [Path.Combine(folder, script), .. words], environment: new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PLANETSCALE_API_URL"] = Emulator.Api,
            ["PLANETSCALE_SERVICE_TOKEN_ID"] = Emulator.Authorization.Split(':')[0],
            ["PLANETSCALE_SERVICE_TOKEN"] = Emulator.Authorization.Split(':')[1],
            ["ALCHEMY_TELEMETRY_DISABLED"] = "1",
            ["ALCHEMY_STATE"] = _state,

            // In CI it wants a state that outlives the machine
            ["ALCHEMY_CI_STATE_STORE_CHECK"] = "false",
        });
        return [.. said.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!)];
    }
}
