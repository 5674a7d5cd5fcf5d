using Carpool.IntegrationTests.BadInput;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Faults;

/// <summary>Few connections are enough; none at all is told.</summary>
[Slow]
public sealed class ConnectionLimitTests
{
    private static readonly Dictionary<string, string> s_few = new(StringComparer.Ordinal) { ["max_connections"] = "10" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The admin, and the limit of its role.</summary>
    public static TheoryData<AdminKind, int> Limits => TestDepth.Current is TestDepth.Quick
        ? new() { { AdminKind.Plain, 3 } }
        : new() { { AdminKind.Superuser, -1 }, { AdminKind.Plain, -1 }, { AdminKind.Plain, 4 }, { AdminKind.Plain, 3 } };

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task An_ordinary_run_makes_do_with_few(AdminKind kind, int limit)
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, kind, s_few, Ct);
        await server.SqlAsync($"ALTER ROLE {server.AdminName} CONNECTION LIMIT {limit}", ct: Ct);
        using var project = new TempProject(server);
        string[] apps = ["ant", "bee", "blog", "cat", "dog", "shop", "todo", "wiki", "zoo"];
        project.Declare(string.Join('\n', apps.Select(app => $"{app}: {{}}")));

        // What is reserved for superusers is of no use to the logins that are tried
        await project.UpAsync("--parallel", "32");

        await project.ShouldBeSoundAsync(apps);
        (await project.RunAsync("verify")).ShouldExit(0);
        project.Declare("blog: {}");
        await project.UpAsync("--parallel", "4");
        (await project.RunAsync("purge", "--yes", "--parallel", "4")).ShouldExit(0);
    }

    [Fact]
    public async Task Where_none_is_free_before_or_during_a_run_it_says_so()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, s_few, Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\nshop: {}");

        var taken = await TakeAsync(server);
        (await Refusal.OfAsync(project, server: null, "max_connections")).Text("code").ShouldBe("CP5010");
        foreach (var session in taken) await session.DisposeAsync();

        Task<CarpoolResult> run;
        await using (await Stall.OfAsync(server, "pg_database", ct: Ct))
        {
            run = project.RunAsync("up", "--yes", "--json");
            await Stall.MetAsync(server, Ct);
            await server.SqlAsync($"ALTER ROLE {server.AdminName} CONNECTION LIMIT 1", ct: Ct);
        }

        Refusal.ErrorOf(await run, server.AdminName, "CONNECTION LIMIT").Text("code").ShouldBe("CP5010");
        await server.SqlAsync($"ALTER ROLE {server.AdminName} CONNECTION LIMIT -1", ct: Ct);
        await project.ShouldRecoverAsync("blog", "shop");
    }

    [Fact]
    public async Task An_app_that_uses_all_of_its_own_does_not_keep_the_admin_out()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {connections: 1}");
        await project.UpAsync();
        var blog = (await project.OutputsAsync()).Direct("blog");
        await using (await PostgresUrl.OpenAsync(blog, ct: Ct))
        {
            await server.SqlAsync("ALTER DEFAULT PRIVILEGES FOR ROLE blog_owner GRANT EXECUTE ON FUNCTIONS TO PUBLIC", "blog", Ct);
            (await project.UpAsync()).Codes.ShouldBe(["CP4007"], "the login cannot be tried, and that is no failure");
            await server.SqlAsync("ALTER DATABASE blog CONNECTION LIMIT 0", ct: Ct);
            await project.UpAsync();
        }

        await project.ShouldBeSoundAsync("blog");
    }

    /// <summary>All that a role without privileges gets.</summary>
    private static async Task<List<NpgsqlConnection>> TakeAsync(TestServer server)
    {
        await server.SqlAsync("CREATE ROLE hog LOGIN", ct: Ct);
        var taken = new List<NpgsqlConnection>();
        var settings = new NpgsqlConnectionStringBuilder { Host = server.SocketFolder, Port = server.Port, Username = "hog", Database = "postgres", Pooling = false };
        while (true)
        {
            var session = new NpgsqlConnection(settings.ConnectionString);
            try
            {
                await session.OpenAsync(Ct);
                taken.Add(session);
            }
            catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.TooManyConnections)
            {
                await session.DisposeAsync();
                return taken;
            }
        }
    }
}
