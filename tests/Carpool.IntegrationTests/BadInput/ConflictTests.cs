using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.BadInput;

/// <summary>What exists and is not ours is never changed, and nothing is made beside it either.</summary>
public sealed class ConflictTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Occupants => new()
    {
        { "CREATE DATABASE blog", "blog" },
        { "CREATE ROLE blog_owner", "blog_owner" },
        { "CREATE ROLE blog_app LOGIN PASSWORD 'theirs'", "blog_app" },
    };

    [Theory]
    [MemberData(nameof(Occupants))]
    public async Task An_object_of_somebody_else_is_a_conflict(string occupy, string name)
    {
        foreach (var kind in new[] { AdminKind.Superuser, AdminKind.Plain })
        {
            await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, kind, ct: Ct);
            await server.SqlAsync(occupy, ct: Ct);
            using var project = new TempProject(server);
            project.Declare("blog: {}\ntodo: {}");

            var error = await Refusal.OfAsync(project, server, name);

            error.Text("code").ShouldBeOneOf("CP2001", "CP2002");
            (await server.DatabasesAsync(Ct)).ShouldNotContain("todo");
        }
    }

    [Fact]
    public async Task An_object_that_the_admin_itself_made_by_hand_is_a_conflict_too()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        await using (var admin = await PostgresUrl.OpenAsync(server.AdminUrl, ct: Ct)) await admin.RowsAsync("CREATE DATABASE blog", Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await Refusal.OfAsync(project, server, "blog");
    }

    [Fact]
    public async Task A_registry_that_somebody_planted_is_not_trusted()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        await server.SqlAsync("CREATE ROLE mallory LOGIN; CREATE SCHEMA carpool AUTHORIZATION mallory", ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await Refusal.OfAsync(project, server, "carpool");
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task A_half_dropped_database_is_named_and_not_touched(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");
        await project.UpAsync();
        // What a DROP DATABASE that was interrupted leaves: any ALTER DATABASE on it ends the session that tries
        await server.SqlAsync("UPDATE pg_database SET datconnlimit = -2 WHERE datname = 'todo'", ct: Ct);
        project.Declare("blog: {}\ntodo: {connections: 5}\nshop: {}");
        var error = await Refusal.OfAsync(project, server, "todo");
        error.Text("code").ShouldStartWith("CP2");
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task A_half_dropped_neighbour_is_nobodys_obstacle(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        await server.SqlAsync("CREATE DATABASE ruin", ct: Ct);
        await server.SqlAsync("UPDATE pg_database SET datconnlimit = -2 WHERE datname = 'ruin'", ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
    }
}
