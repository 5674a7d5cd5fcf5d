using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Migrations;

/// <summary>A real migration tool and a real driver live in an app's database as if it were a cluster of their own.</summary>
[Slow]
public sealed class DrizzleTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Smoke), MemberType = typeof(ServerMatrix))]
    public async Task Apps_migrate_over_the_direct_url_and_read_over_the_pooled_one(int version, AdminKind kind)
    {
        TestPgBouncer.RequireProgram();
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        await NodeProject.CopyDrizzleAsync(project);
        var port = TestServer.FreePort();
        project.Declare("blog: {}\ntodo: {}", $"pooler: {{host: 127.0.0.1, port: {port}}}");
        await project.UpAsync();
        await using var bouncer = await TestPgBouncer.StartAsync(server, port: port, ct: Ct);
        var outputs = await project.OutputsAsync();

        foreach (var app in new[] { "blog", "todo" })
        {
            outputs.Pooled(app).ShouldBe(bouncer.Through(outputs.Direct(app)));
            await RunAsync(project, app, "npx", "drizzle-kit", "migrate");
            await RunAsync(project, app, "node", "app.mjs", "write", app);
            var read = await RunAsync(project, app, "--pooled", "--", "node", "app.mjs", "read");
            read.Out.Trim().ShouldBe($$"""[{"current_user":"{{app}}_owner","session_user":"{{app}}_app","body":"hello from {{app}}"}]""");
            (await DatabaseDigest.OwnersAsync(server, app, Ct)).Values.Distinct(StringComparer.Ordinal).ShouldBe([$"{app}_owner"]);
        }

        await project.ShouldBeInSyncAsync();
    }

    private static async Task<CarpoolResult> RunAsync(TempProject project, string app, params string[] command)
    {
        string[] words = command[0].StartsWith("--", StringComparison.Ordinal) ? command : ["--", .. command];
        return (await project.RunAsync(["run", app, .. words], input: null, TimeSpan.FromMinutes(2))).ShouldExit(0);
    }
}
