using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Migrations;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Emulator;

/// <summary>Every answer of the emulator goes through a proxy that holds it against PlanetScale's own description of its API.</summary>
public sealed class EmulatorDocumentTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private const string Database = "/organizations/emulated/databases/carpool";

    private EmulatorProcess Emulator => shared.Process;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_are_as_the_document_says()
    {
        var document = Document();
        Assert.SkipWhen(document is null, "missing: shared/planetscale/openapi.json beside the repository");
        var folder = Path.Combine(RepositoryFolder.Path, "tests", "Carpool.IntegrationTests", "Emulator", "prism");
        await NodeProject.InstallOrSkipAsync(folder);
        var port = FreePort();
        using var prism = Process.Start(new ProcessStartInfo(
            "node",
            [Path.Combine(folder, "node_modules", ".bin", "prism"), "proxy", document!, Emulator.Api.Replace("/v1", "", StringComparison.Ordinal), "--errors", "--validate-request=false", "-p", $"{port}"])
        { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var (output, error) = (prism.StandardOutput.ReadToEndAsync(Ct), prism.StandardError.ReadToEndAsync(Ct));
            await ListeningAsync(port);
            await WalkAsync($"http://127.0.0.1:{port}/v1");
        }
        finally
        {
            prism.Kill(entireProcessTree: true);
        }
    }

    private async Task WalkAsync(string api)
    {
        var branch = EmulatorProcess.BranchPath;
        foreach (var path in (string[])["/organizations", "/organizations/emulated", "/organizations/emulated/databases", Database, $"{Database}/branches", branch, $"{branch}/parameters", $"{branch}/extensions"])
            await SendAsync(HttpStatusCode.OK, "GET", path);
        await SendAsync(HttpStatusCode.NotFound, "GET", $"{branch}/roles/none");
        var role = await SendAsync(HttpStatusCode.OK, "POST", $"{branch}/roles", """{"name":"held against it","ttl":3600,"inherited_roles":["pg_monitor"]}""");
        await SendAsync(HttpStatusCode.OK, "GET", $"{branch}/roles");
        var one = $"{branch}/roles/{role!["id"]}";
        await SendAsync(HttpStatusCode.OK, "GET", one);
        await SendAsync(HttpStatusCode.OK, "PATCH", one, """{"name":"renamed"}""");
        await SendAsync(HttpStatusCode.OK, "POST", $"{one}/renew");
        await SendAsync(HttpStatusCode.OK, "POST", $"{one}/reset");
        await SendAsync(HttpStatusCode.OK, "POST", $"{branch}/roles/reset-default", "{}");
        await SendAsync(HttpStatusCode.OK, "GET", $"{branch}/roles/default");
        await SendAsync(HttpStatusCode.NoContent, "POST", $"{one}/reassign", """{"successor":"postgres"}""");
        await SendAsync(HttpStatusCode.NoContent, "DELETE", one);
        var change = await SendAsync(HttpStatusCode.OK, "PATCH", $"{branch}/changes", """{"parameters":{"pgconf":{"work_mem":"8192"}}}""");
        await SendAsync(HttpStatusCode.OK, "GET", $"{branch}/changes/{change!["id"]}");
        await SendAsync(HttpStatusCode.OK, "GET", $"{branch}/changes");
        await SendAsync(HttpStatusCode.OK, "POST", $"{branch}/bouncers", """{"name":"docs"}""");
        await SendAsync(HttpStatusCode.OK, "GET", $"{branch}/bouncers");
        await SendAsync(HttpStatusCode.OK, "GET", $"{branch}/bouncers/docs");
        await SendAsync(HttpStatusCode.NoContent, "DELETE", $"{branch}/bouncers/docs");
        var cidr = await SendAsync(HttpStatusCode.Created, "POST", $"{Database}/cidrs", """{"cidrs":["10.0.0.0/8"]}""");
        await SendAsync(HttpStatusCode.OK, "GET", $"{Database}/cidrs");
        await SendAsync(HttpStatusCode.OK, "GET", $"{Database}/cidrs/{cidr!["id"]}");
        await SendAsync(HttpStatusCode.NoContent, "DELETE", $"{Database}/cidrs/{cidr["id"]}");
        await SendAsync(HttpStatusCode.Created, "POST", $"{Database}/branches", """{"name":"documented"}""");
        await SendAsync(HttpStatusCode.NoContent, "DELETE", $"{Database}/branches/documented");

        async Task<JsonNode?> SendAsync(HttpStatusCode expected, string method, string path, string? body = null)
        {
            var (status, answer) = await Emulator.SendToAsync(api, method, path, body);
            status.ShouldBe(expected, $"{method} {path}: {answer?.ToJsonString()}");
            return answer;
        }
    }

    /// <summary>Beside the repository, or beside the folder of a worktree.</summary>
    private static string? Document() => new[] { "..", Path.Combine("..", "..") }
        .Select(above => Path.GetFullPath(Path.Combine(RepositoryFolder.Path, above, "shared", "planetscale", "openapi.json")))
        .FirstOrDefault(File.Exists);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task ListeningAsync(int port)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(100, Ct))
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, Ct);
                return;
            }
            catch (SocketException) when (waited.Elapsed < TimeSpan.FromSeconds(60))
            {
                // Node is still reading its modules
            }
        }
    }
}
