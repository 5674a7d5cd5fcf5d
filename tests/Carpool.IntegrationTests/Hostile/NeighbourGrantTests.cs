using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Hostile;

/// <summary>An app grants things of its own to a neighbour, who did not ask for it: the neighbour can leave all the same.</summary>
public sealed class NeighbourGrantTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task What_one_app_grants_to_another_holds_nobody_back(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: { roles: { app: , jobs: } }\ntodo: { roles: { app: , jobs: } }");
        await project.UpAsync();
        var outputs = await project.OutputsAsync();
        await using (var owner = await PostgresUrl.OpenAsync(outputs.Direct("blog"), ct: Ct))
        {
            await owner.RowsAsync(
                """
                CREATE SCHEMA gifts;
                CREATE TABLE gifts.t (id int, note text);
                CREATE SEQUENCE gifts.s;
                CREATE TYPE gifts.mood AS ENUM ('so');
                CREATE FUNCTION gifts.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
                SELECT lo_create(7001);
                GRANT ALL ON SCHEMA gifts TO todo_app, todo_jobs, todo_owner, blog_jobs;
                GRANT ALL ON gifts.t, gifts.s TO todo_app, todo_jobs, todo_owner, blog_jobs WITH GRANT OPTION;
                GRANT SELECT (note) ON gifts.t TO todo_app, todo_jobs, todo_owner, blog_jobs;
                GRANT USAGE ON TYPE gifts.mood TO todo_app, todo_jobs, todo_owner, blog_jobs;
                GRANT EXECUTE ON FUNCTION gifts.f() TO todo_app, todo_jobs, todo_owner, blog_jobs;
                GRANT ALL ON LARGE OBJECT 7001 TO todo_app, todo_jobs, todo_owner, blog_jobs
                """,
                Ct);
        }

        project.Declare("blog: { roles: { app: } }\ntodo: { roles: { app: } }");
        await project.UpAsync();
        (await server.RolesAsync(Ct)).ShouldBe(["blog_app", "blog_owner", "todo_app", "todo_owner"]);
        project.Declare("blog: { roles: { app: } }");
        await project.UpAsync();
        (await project.RunAsync("purge", "todo", "--yes")).ShouldExit(0);
        (await server.RolesAsync(Ct)).ShouldBe(["blog_app", "blog_owner"]);
        await project.ShouldBeInSyncAsync();
    }
}
