using System.Text.Json.Nodes;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;
using static Carpool.IntegrationTests.Agents.AgentClients;

namespace Carpool.IntegrationTests.Agents;

/// <summary>`carpool mcp`, spoken to by the protocol's own clients. What npm installs for them is large.</summary>
[Slow]
public sealed class AgentTests
{
    private static readonly string[] s_looking = ["status", "preview", "verify", "doctor", "explain", "outputs"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_agent_adds_and_removes_apps_and_brings_one_back()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        var clients = new AgentClients(project);
        project.Declare("blog: {}\ntodo: {}");

        var (hello, looked) = await clients.CallAsync([], Call("preview"), Call("up", new() { ["fingerprint"] = "0" }));
        Tools(hello).ShouldBe(s_looking);
        hello["tools"]!.AsArray().ShouldAllBe(tool => (bool)tool!["annotations"]!["readOnlyHint"]!);
        looked[0]["document"]!["changes"]!.AsArray().Count.ShouldBeGreaterThan(4);
        ((string)looked[1]["refused"]!).ShouldContain("up");
        (await server.RowsAsync("SELECT datname FROM pg_database WHERE datname IN ('blog', 'todo')", ct: Ct)).ShouldBeEmpty();

        // What somebody else would confirm is not carried out; what was shown is
        var (offered, made) = await clients.CallAsync(
            ["--allow-changes"], Call("up", new() { ["fingerprint"] = "0" }), Call("up", new() { ["fingerprint"] = Fingerprint(looked[0]) }), Call("verify"), Call("outputs"));
        Tools(offered).ShouldBe([.. s_looking, "up", "rotate", "restore"]);
        Code(made[0]).ShouldBe("CP4088");
        ((bool)made[0]["isError"]!).ShouldBeTrue();
        ((bool)made[1]["document"]!["applied"]!).ShouldBeTrue(made[1].ToJsonString());
        made[1]["progress"]!.AsArray().Count.ShouldBeGreaterThan(1);
        ((bool)made[2]["document"]!["isolated"]!).ShouldBeTrue(made[2].ToJsonString());
        var outputs = await project.OutputsAsync();
        foreach (var password in outputs.Passwords) made[3].ToJsonString().ShouldNotContain(password);
        made[3].ToJsonString().ShouldContain("********");

        // An app leaves: a plan of yesterday is none of today's
        project.Declare("blog: {}");
        var (_, left) = await clients.CallAsync(["--allow-changes"], Call("preview"), Call("up", new() { ["fingerprint"] = Fingerprint(looked[0]) }));
        Code(left[1]).ShouldBe("CP4088");
        (await clients.CallAsync(["--allow-changes"], Call("up", new() { ["fingerprint"] = Fingerprint(left[0]) }))).Answers[0]["document"]!["applied"]!.GetValue<bool>().ShouldBeTrue();
        project.Declare("blog: {}\ntodo: {}");
        var (_, back) = await clients.CallAsync(["--allow-changes"], Call("restore", new() { ["app"] = "todo" }), Call("rotate", new() { ["roles"] = new JsonArray("todo") }));
        ((bool)back[0]["document"]!["applied"]!).ShouldBeTrue(back[0].ToJsonString());
        ((bool)back[1]["document"]!["applied"]!).ShouldBeTrue(back[1].ToJsonString());

        // Whoever started the server may let it show passwords
        var (_, shown) = await clients.CallAsync(["--show-secrets"], Call("outputs", new() { ["apps"] = new JsonArray("todo") }));
        await using var session = await PostgresUrl.Parse((string)shown[0]["document"]!["apps"]!["todo"]!["direct"]!).OpenAsync(Ct);
    }

    [Fact]
    public async Task What_a_call_says_stays_in_its_place()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        var (_, answers) = await new AgentClients(project).CallAsync(
            ["--allow-changes"],
            Call("explain", new() { ["code"] = "CP3001" }),
            Call("explain", new() { ["code"] = "--version" }),
            Call("explain"),
            Call("preview", new() { ["apps"] = "blog" }),
            Call("preview", new() { ["file"] = "/etc/passwd" }),
            Call("preview", new() { ["apps"] = new JsonArray("--out=plan.json") }),
            Call("rotate", new() { ["roles"] = new JsonArray("--all") }),
            Call("up", new() { ["fingerprint"] = "0", ["allow"] = new JsonArray("CP9999") }),
            Call("verify", new() { ["role"] = "blog_app" }),
            Call("purge"));
        ((bool)answers[0]["isError"]!).ShouldBeFalse();
        ((string)answers[0]["document"]!["text"]!).ShouldContain("CP3001");
        foreach (var refused in answers.Skip(1).Take(8)) ((bool)refused["isError"]!).ShouldBeTrue(refused.ToJsonString());
        Code(answers[5]).ShouldBe("CP4072");
        Code(answers[7]).ShouldBe("CP4070");
        ((string)answers[9]["refused"]!).ShouldContain("purge");
        Directory.GetFiles(project.Folder, "*.json").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_inspector_finds_its_way()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await project.UpAsync();
        var clients = new AgentClients(project);
        Tools(await clients.InspectAsync("--method", "tools/list")).ShouldBe(s_looking);
        var answer = await clients.InspectAsync("--method", "tools/call", "--tool-name", "status", "--tool-arg", "apps=[\"blog\"]");
        ((string)answer["structuredContent"]!["apps"]![0]!["app"]!).ShouldBe("blog");
    }

    private static IEnumerable<string> Tools(JsonNode hello) => hello["tools"]!.AsArray().Select(tool => (string)tool!["name"]!);

    private static string Fingerprint(JsonNode preview) => (string)preview["document"]!["fingerprint"]!;

    private static string? Code(JsonNode answer) => (string?)answer["document"]!["diagnostics"]![0]!["code"];
}
