using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Story;

/// <summary>Database `postgres` belongs to everybody on the cluster: Carpool does not close it on people by surprise.</summary>
public sealed class SharedDatabaseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task A_session_of_an_outsider_blocks_until_it_is_allowed(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        var outsider = await CreateOutsiderAsync(server);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await using var session = await PostgresUrl.OpenAsync(outsider, ct: Ct);
        await ShouldBlockAsync(server, project);
        (await session.RowsAsync("SELECT 1", Ct)).ShouldBe(["1"]);

        if (kind is AdminKind.Superuser || version < 16)
        {
            await project.UpAsync("--allow", "CP3002", "CP3006");
            await Should.ThrowAsync<NpgsqlException>(() => session.RowsAsync("SELECT 1", Ct));
        }
        else
        {
            // Since 16 CREATEROLE alone ends nobody's session: an access that cannot be ended is not half revoked either
            var before = await ClusterDigest.ReadAsync(server, Ct);
            (await project.RunAsync("up", "--yes", "--allow", "CP3002", "CP3006")).ShouldExit(1, 3).Everything.ShouldContain("prometheus");
            (await ClusterDigest.ReadAsync(server, Ct)).ShouldBe(before);
            (await session.RowsAsync("SELECT 1", Ct)).ShouldBe(["1"]);
            await session.CloseAsync();
            await server.WaitUntilGoneAsync("prometheus", Ct);
            await project.UpAsync();
        }

        (await PostgresUrl.RefusalAsync(outsider, ct: Ct)).ShouldBe("42501");
        await project.ShouldBeInSyncAsync();
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task A_grant_to_an_outsider_blocks_as_well(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        await CreateOutsiderAsync(server);
        await server.SqlAsync("GRANT CREATE ON DATABASE postgres TO prometheus", ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await ShouldBlockAsync(server, project);
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task A_watcher_keeps_its_session_and_connects_everywhere(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        var watcher = await CreateOutsiderAsync(server);
        using var project = new TempProject(server);
        await using var session = await PostgresUrl.OpenAsync(watcher, ct: Ct);
        project.Declare("blog: {}\ntodo: {}", "watchers: [prometheus]");
        await project.UpAsync();

        (await session.RowsAsync("SELECT 1", Ct)).ShouldBe(["1"]);
        foreach (var database in new[] { "postgres", "blog", "todo" }) (await PostgresUrl.RefusalAsync(watcher, database, Ct)).ShouldBeNull(database);
        await project.ShouldBeInSyncAsync();
        var verify = await project.RunAsync("verify", "--json");
        verify.ShouldExit(0).Json.At("isolated").GetBoolean().ShouldBeTrue(verify.ToString());

        var todo = (await project.OutputsAsync()).Direct("todo");
        project.Declare("blog: {}", "watchers: [prometheus]");
        await project.UpAsync();
        var removed = (await server.DatabasesAsync(Ct)).Single(name => name.StartsWith("todo", StringComparison.Ordinal));
        (await PostgresUrl.RefusalAsync(watcher, removed, Ct)).ShouldBe("42501");
        (await PostgresUrl.RefusalAsync(todo, removed, Ct)).ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task An_open_neighbour_is_reported_and_left_alone(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        await server.SqlAsync("CREATE DATABASE neighbour", ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        (await project.RunAsync("up", "--yes")).ShouldExit(0);

        (await server.RowsAsync("SELECT datacl FROM pg_database WHERE datname = 'neighbour'", ct: Ct)).ShouldBe([""]);
        var verify = await project.RunAsync("verify", "--json");
        verify.ShouldExit(4).Json.At("isolated").GetBoolean().ShouldBeFalse(verify.ToString());
        verify.Json.Items("findings").Select(finding => finding.Text("message")).ShouldContain(message => message.Contains("neighbour", StringComparison.Ordinal), verify.ToString());
    }

    private static async Task<string> CreateOutsiderAsync(TestServer server)
    {
        await server.SqlAsync("CREATE ROLE prometheus LOGIN PASSWORD 'tick'", ct: Ct);
        return server.UrlOf("prometheus", "tick", "postgres");
    }

    private static async Task ShouldBlockAsync(TestServer server, TempProject project)
    {
        var before = await ClusterDigest.ReadAsync(server, Ct);
        var blocked = await project.RunAsync("up", "--yes");
        blocked.ShouldExit(3).Everything.ShouldContain("CP3002");
        blocked.Everything.ShouldContain("prometheus");
        (await ClusterDigest.ReadAsync(server, Ct)).ShouldBe(before);
    }
}
