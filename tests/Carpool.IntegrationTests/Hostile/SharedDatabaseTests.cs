using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Hostile;

/// <summary>
/// The maintenance database of a platform that lets its tenants in: one of them makes a namesake of every function, operator and view of
/// pg_catalog there, and holds the lock that runs wait for.
/// </summary>
public sealed class SharedDatabaseTests
{
    private const string PublishedKey = "x'636172706F6F6C'::bigint";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task Nothing_of_a_tenants_runs_there(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");
        await project.UpAsync();
        var outputs = await project.OutputsAsync();
        await server.SqlAsync("GRANT CONNECT, CREATE ON DATABASE postgres TO blog_app", ct: Ct);
        await using var tenant = await PostgresUrl.OpenAsync(outputs.Direct("blog"), "postgres", Ct);
        await tenant.RowsAsync("CREATE SCHEMA evil; SET search_path = evil, pg_catalog", Ct);
        await tenant.RowsAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Hostile", "plants.sql"), Ct), Ct);
        await server.SqlAsync("ALTER DATABASE postgres SET search_path = evil, public, pg_catalog", ct: Ct);
        await using (var careless = await server.OpenAsync("postgres", Ct)) await careless.RowsAsync("SELECT 1 WHERE 'a'::pg_catalog.text = 'b'::pg_catalog.text", Ct);
        server.Log.ShouldContain($"the canary sang of operator = for {TestServer.Bootstrap}", customMessage: "a session that does not pin its settings runs the plants");

        await project.ShouldBeInSyncAsync();
        project.Declare("todo: {connections: 5}\nshop: {}");
        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("status")).ShouldExit(0);
        (await project.RunAsync("outputs")).ShouldExit(0);
        (await project.RunAsync("restore", "blog", "--yes")).ShouldExit(0);
        var verify = (await project.RunAsync("verify", "--json")).ShouldExit(4);
        verify.Json.Items("findings").Where(finding => finding.Text("severity") == "error").Select(finding => finding.Text("message"))
            .ShouldContain(message => message.Contains("blog_app of app blog got into database postgres", StringComparison.Ordinal), verify.ToString());

        await tenant.RowsAsync($"SELECT pg_catalog.pg_advisory_lock({PublishedKey}::pg_catalog.int8)", Ct);
        await project.ShouldBlockAsync();
        await tenant.DisposeAsync();
        server.Log.Split('\n').Where(line => line.Contains("the canary sang of", StringComparison.Ordinal) && line.Contains($" for {server.AdminName}", StringComparison.Ordinal)).Take(10).ShouldBeEmpty();
    }
}

file static class Waiting
{
    /// <summary>Only a run that would change something waits for the lock, and says for whom.</summary>
    public static async Task ShouldBlockAsync(this TempProject project)
    {
        (await project.RunAsync("preview")).ShouldExit(0);
        var up = (await project.RunAsync("up", "--yes", "--json", "--lock-timeout", "1s")).ShouldExit(1);
        up.Codes.ShouldBe(["CP4002"]);
        up.Json.Items("diagnostics")[0].Text("message").ShouldContain("of blog_app");
    }
}
