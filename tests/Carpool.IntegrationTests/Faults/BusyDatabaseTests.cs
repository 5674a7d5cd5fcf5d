using Carpool.IntegrationTests.BadInput;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Faults;

/// <summary>CREATE and DROP DATABASE want the database to themselves, and somebody is in it.</summary>
public sealed class BusyDatabaseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The admin, and whether somebody stays in template0 for good: the server waits five seconds, and Carpool tries that six times.</summary>
    public static TheoryData<AdminKind, bool> Templates => TestDepth.Current is TestDepth.Quick
        ? new() { { AdminKind.Superuser, false } }
        : new() { { AdminKind.Superuser, false }, { AdminKind.Plain, true } };

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Who_is_in_the_template_is_waited_for_and_named(AdminKind kind, bool isForGood)
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await server.SqlAsync("ALTER DATABASE template0 ALLOW_CONNECTIONS true", ct: Ct);
        CarpoolResult result;
        int process;
        await using (var inside = await server.OpenAsync("template0", Ct))
        {
            process = inside.ProcessID;
            var run = project.RunAsync(["up", "--yes", "--json"], input: null, TimeSpan.FromMinutes(2));
            if (!isForGood) await LeaveAsync(inside, server);
            result = await run;
        }

        result.Err.ShouldContain($"Waiting for session {process} of postgres in database template0 (test)");
        if (isForGood)
        {
            Refusal.ErrorOf(result, "template0", $"pg_terminate_backend({process})").Text("code").ShouldBe("CP5023");
            await project.UpAsync();
        }

        await project.ShouldBeSoundAsync("blog");
    }

    /// <summary>After a moment of the server's waiting.</summary>
    private static async Task LeaveAsync(NpgsqlConnection inside, TestServer server)
    {
        const string Waiting = "SELECT pid FROM pg_stat_activity WHERE query LIKE 'CREATE DATABASE%' AND now() - query_start > interval '2.5 s'";
        while ((await server.RowsAsync(Waiting, ct: Ct)).Count == 0) await Task.Delay(100, Ct);
        await inside.DisposeAsync();
    }

    [Fact]
    public async Task A_session_that_comes_into_a_database_to_be_dropped_is_named()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\nshop: {}");
        await project.UpAsync();
        project.Declare("blog: {}");
        await project.UpAsync();
        var quarantined = (await server.DatabasesAsync(Ct)).Single(database => database.StartsWith("shop~", StringComparison.Ordinal));

        // The sessions are ended by then; a superuser comes in all the same
        Task<CarpoolResult> run;
        NpgsqlConnection inside;
        await using (await Stall.OfAsync(server, "pg_database", ct: Ct))
        {
            run = project.RunAsync("purge", "--yes", "--json");
            await Stall.MetAsync(server, Ct);
            inside = await server.OpenAsync(quarantined, Ct);
        }

        await using (inside)
        {
            Refusal.ErrorOf(await run, "of postgres", quarantined, $"pg_terminate_backend({inside.ProcessID})").Text("code").ShouldBe("CP5023");
        }

        (await project.RunAsync("purge", "--yes")).ShouldExit(0);
        (await server.DatabasesAsync(Ct)).ShouldBe(["blog"]);
        await project.ShouldBeSoundAsync("blog");
    }
}
