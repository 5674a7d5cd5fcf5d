using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Story;

/// <summary>Walls that no refused login can vouch for: memberships and attributes that lead out of an app.</summary>
public sealed class OpenPathTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GRANT blog_owner TO todo_app", "blog_owner")]
    [InlineData("CREATE ROLE analytics; GRANT blog_app TO analytics; GRANT analytics TO todo_owner", "todo_app → member of todo_owner (SET) → member of analytics (INHERIT, SET) → member of blog_app (INHERIT, SET), a role of app blog.")]
    [InlineData("GRANT pg_read_all_data TO todo_app", "pg_read_all_data")]
    [InlineData("ALTER ROLE todo_app REPLICATION", "CP6010")]
    public async Task Is_found(string hole, string named)
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");
        await project.UpAsync();
        (await project.RunAsync("verify")).ShouldExit(0);
        await server.SqlAsync(hole, ct: Ct);
        (await project.RunAsync("verify", "--json")).ShouldExit(4).Everything.ShouldContain(named);
    }

    [Fact]
    public async Task A_session_that_came_in_through_public_ends_with_its_connect()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");
        await project.UpAsync();
        await server.SqlAsync("GRANT CONNECT ON DATABASE blog TO PUBLIC", ct: Ct);
        var todo = (await project.OutputsAsync()).Direct("todo");
        await using var intruder = await PostgresUrl.OpenAsync(todo, "blog", Ct);
        (await project.RunAsync("up", "--yes")).ShouldExit(3).Everything.ShouldContain("CP3006");
        await project.UpAsync("--allow", "CP3006");
        await Should.ThrowAsync<Npgsql.NpgsqlException>(() => intruder.RowsAsync("SELECT 1", Ct));
        (await PostgresUrl.RefusalAsync(todo, "blog", Ct)).ShouldBe("42501");
    }
}
