using Carpool.IntegrationTests.BadInput;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Faults;

/// <summary>Somebody else holds what a run needs: who it is is told while it waits, and in what it fails with.</summary>
public sealed class BlockingTests
{
    private const string Alter = "ALTER ROLE blog_app VALID UNTIL 'infinity'";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The admin, what is held, and whether for good: a run gives up after half a minute.</summary>
    public static TheoryData<AdminKind, string, bool> Holds => TestDepth.Current switch
    {
        TestDepth.Quick => new() { { AdminKind.Plain, Alter, false }, { AdminKind.Superuser, "LOCK TABLE carpool.app", false } },
        TestDepth.Ci => new() { { AdminKind.Plain, Alter, true }, { AdminKind.Superuser, Alter, false }, { AdminKind.Superuser, "LOCK TABLE carpool.app", true }, { AdminKind.Plain, "LOCK TABLE carpool.stack", true } },
        _ => [.. from kind in Enum.GetValues<AdminKind>()
                 from hold in new[] { Alter, "LOCK TABLE carpool.app", "LOCK TABLE carpool.stack" }
                 from isForGood in new[] { false, true }
                 select new TheoryDataRow<AdminKind, string, bool>(kind, hold, isForGood)],
    };

    [Theory]
    [MemberData(nameof(Holds))]
    public async Task Who_is_in_the_way_is_named_and_how_to_end_that(AdminKind kind, string hold, bool isForGood)
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, kind, ct: Ct);
        using var project = await DriftedAsync(server);
        await server.SqlAsync("CREATE ROLE carol LOGIN SUPERUSER PASSWORD 'x-y-z'", ct: Ct);
        await using var carol = await PostgresUrl.OpenAsync(server.UrlOf("carol", "x-y-z", "postgres"), ct: Ct);
        await carol.RowsAsync(@"SET application_name = E'\x1b[31mred'", Ct);
        var process = carol.ProcessID;
        await carol.RowsAsync($"BEGIN; {hold}", Ct);

        var run = project.RunAsync("up", "--yes", "--json");
        await Stall.MetAsync(server, Ct);
        if (!isForGood) await EndAsync(carol);

        var result = await run;
        result.Err.ShouldContain($"Waiting for session {process} of carol in database postgres (\\x1b[31mred)");
        if (kind is AdminKind.Superuser) result.Err.ShouldContain(", idle in transaction since 20");
        result.Everything.ShouldNotContain("infinity", Case.Sensitive);
        if (isForGood)
        {
            Refusal.ErrorOf(result, "carol", "database postgres", $"SELECT pg_terminate_backend({process})").Text("code").ShouldBe("CP5022");
            await server.SqlAsync($"SELECT pg_terminate_backend({process}, 5000)", ct: Ct);
            await project.UpAsync();
        }

        await project.ShouldBeSoundAsync("blog");
    }

    [Fact]
    public async Task A_prepared_transaction_is_called_what_it_is()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        using var project = await DriftedAsync(server);
        await server.SqlAsync($"BEGIN; {Alter}; PREPARE TRANSACTION 'half'", ct: Ct);

        var run = project.RunAsync("up", "--yes", "--json");
        await Stall.MetAsync(server, Ct);
        await Task.Delay(TimeSpan.FromSeconds(1.5), Ct);
        await server.SqlAsync("ROLLBACK PREPARED 'half'", ct: Ct);

        (await run).ShouldExit(0).Err.ShouldContain("Waiting for a prepared transaction");
    }

    private static async Task EndAsync(NpgsqlConnection session)
    {
        await Task.Delay(TimeSpan.FromSeconds(1.5), Ct);
        await session.DisposeAsync();
    }

    /// <summary>A stack whose login somebody changed, so that the next run has something to do to it.</summary>
    private static async Task<TempProject> DriftedAsync(TestServer server)
    {
        var project = new TempProject(server);
        project.Declare("blog: {}");
        await project.UpAsync();
        await server.SqlAsync("ALTER ROLE blog_app NOLOGIN", ct: Ct);
        return project;
    }
}
