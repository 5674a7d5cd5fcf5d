using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Formats;

/// <summary>`outputs --check` says of each string whether it works, whatever kept it from working.</summary>
public sealed class OutputsCheckTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_string_that_fails_is_an_error_and_the_document_stays()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");
        await project.UpAsync();
        (await project.RunAsync("outputs", "--check")).ShouldExit(0).Err.ShouldBe("2 of 2 connection strings work\n");
        await server.RowsAsync("ALTER ROLE blog_app PASSWORD 'another'", ct: Ct);

        var plain = (await project.RunAsync("outputs", "--json")).ShouldExit(0);
        var failed = (await project.RunAsync("outputs", "--json", "--check")).ShouldExit(1);
        failed.Json.At("apps").ToString().ShouldBe(plain.Json.At("apps").ToString());
        failed.Codes.ShouldBe(["CP4090"]);
        var problem = failed.Json.Items("diagnostics")[0];
        problem.Text("subject").ShouldBe("blog/app");
        problem.Text("fix").ShouldContain("carpool rotate blog");

        (await project.RunAsync("outputs", "todo", "--check")).ShouldExit(0);
        var printed = (await project.RunAsync("outputs", "--format", "npgsql", "--check")).ShouldExit(1);
        printed.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        printed.Err.ShouldContain("CP4090");
        printed.Err.ShouldEndWith("1 of 2 connection strings work\n");

        (await project.RunAsync("rotate", "blog", "--in-place", "--yes")).ShouldExit(0);
        (await project.RunAsync("outputs", "--check", "--quiet")).ShouldExit(0).Err.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pooler_is_gone_knows_nobody_or_leads_elsewhere()
    {
        TestPgBouncer.RequireProgram();
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        var port = TestServer.FreePort();
        project.Declare("blog: {}\ntodo: {}", $"pooler: {{host: 127.0.0.1, port: {port}}}");
        await project.UpAsync();

        var gone = (await project.RunAsync("outputs", "--json", "--check")).ShouldExit(1);
        gone.Codes.ShouldBe(["CP4091", "CP4091"]);

        await server.RowsAsync("GRANT CONNECT ON DATABASE todo TO blog_app", ct: Ct);
        await using (await TestPgBouncer.StartAsync(server, port: port, databases: $"blog = host={server.Host} port={server.Port} dbname=todo", ct: Ct))
        {
            var mapped = (await project.RunAsync("outputs", "--json", "--check")).ShouldExit(1);
            mapped.Codes.ShouldBe(["CP4092"], mapped.ToString());
            mapped.Json.Items("diagnostics")[0].Text("message").ShouldBe(
                "The pooled connection string of 'blog/app' leads to database 'todo' as 'blog_app', not to database 'blog' as 'blog_app', acting as 'blog_owner'");
        }

        await server.RowsAsync("REVOKE CONNECT ON DATABASE todo FROM blog_app", ct: Ct);
        await using var pooler = await TestPgBouncer.StartAsync(server, port: port, ct: Ct);
        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
        await project.RunAsync("rotate", "blog", "--in-place", "--yes");
        var stale = (await project.RunAsync("outputs", "--json", "--check")).ShouldExit(1);
        stale.Codes.ShouldBe(["CP4091"]);
        await pooler.ReloadUsersAsync(Ct);
        await WaitUntilItWorksAsync(project);
    }

    // A pooler says nothing when it has read its list again
    private static async Task WaitUntilItWorksAsync(TempProject project)
    {
        for (var attempt = 1; ; attempt++)
        {
            var check = await project.RunAsync("outputs", "--check");
            if (check.ExitCode == 0) return;
            if (attempt == 10) check.ShouldExit(0);
        }
    }
}
