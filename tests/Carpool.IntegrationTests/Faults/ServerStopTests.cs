using Carpool.IntegrationTests.BadInput;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Faults;

/// <summary>The server dies under a run, at each stage, and comes back.</summary>
[Slow]
public sealed class ServerStopTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The catalog whose first writer stands still, and so the stage.</summary>
    public static TheoryData<AdminKind, string> Stages => TestDepth.Current is TestDepth.Quick
        ? new() { { AdminKind.Plain, "pg_authid" }, { AdminKind.Superuser, "pg_database" } }
        : [.. from kind in Enum.GetValues<AdminKind>()
              from table in new[] { "pg_authid", "pg_database", "pg_db_role_setting", "pg_shdepend" }
              select new TheoryDataRow<AdminKind, string>(kind, table)];

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_run_that_makes_apps_says_so_and_the_next_one_goes_on(AdminKind kind, string table)
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\nshop: {}\ntodo: {}");

        await StopDuringAsync(server, project, table, ["up"]);

        await project.ShouldRecoverAsync("blog", "shop", "todo");
    }

    public static TheoryData<bool> Removals => TestDepth.Current is TestDepth.Quick ? [false] : [true];

    [Theory]
    [MemberData(nameof(Removals))]
    public async Task A_removal_and_its_ways_out_lose_nothing(bool isGoneForGood)
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\nshop: {}");
        await project.UpAsync();
        var shop = (await project.OutputsAsync()).Direct("shop");
        await using (var session = await PostgresUrl.OpenAsync(shop, ct: Ct)) await session.RowsAsync("CREATE TABLE orders AS SELECT 42 AS id", Ct);

        project.Declare("blog: {}");
        await StopDuringAsync(server, project, "pg_db_role_setting", ["up"]);
        await project.ShouldRecoverAsync("blog");

        project.Declare("blog: {}\nshop: {}");
        await StopDuringAsync(server, project, "pg_db_role_setting", ["restore", "shop"]);
        (await project.RunAsync("restore", "shop", "--yes")).ShouldExit(0);
        await project.ShouldBeSoundAsync("blog", "shop");
        await using (var session = await PostgresUrl.OpenAsync(shop, ct: Ct)) (await session.RowsAsync("SELECT id FROM orders", Ct)).ShouldBe(["42"]);
        if (!isGoneForGood) return;

        project.Declare("blog: {}");
        await project.UpAsync();
        await StopDuringAsync(server, project, "pg_database", ["purge"]);
        (await project.RunAsync("purge", "--yes")).ShouldExit(0);
        await project.ShouldBeSoundAsync("blog");
        (await server.DatabasesAsync(Ct)).ShouldBe(["blog"]);
        (await server.RolesAsync(Ct)).ShouldBe(["blog_app", "blog_owner"]);
    }

    /// <summary>A table of the registry, and the catalog that is read last in one round trip with the others.</summary>
    public static TheoryData<string> Reads => TestDepth.Current is TestDepth.Quick ? ["pg_shdepend"] : ["pg_shdepend", "carpool.app"];

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task A_mere_look_says_so_as_well(string table)
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await project.UpAsync();
        Task<CarpoolResult> preview;
        await using (var session = await server.OpenAsync(ct: Ct))
        {
            await session.RowsAsync($"BEGIN; LOCK TABLE {table}", Ct);
            preview = project.RunAsync("preview", "--json");
            await Stall.MetAsync(server, Ct);
            await server.StopAsync("QUIT", Ct);
        }

        Refusal.ErrorOf(await preview, "again").Text("code").ShouldBe("CP5016");
        await server.ComeBackAsync(Ct);
        await project.ShouldBeSoundAsync("blog");
    }

    private static async Task StopDuringAsync(TestServer server, TempProject project, string table, string[] command)
    {
        var run = await Stall.DuringAsync(server, project, table, command, _ => server.StopAsync("QUIT", Ct), Ct);
        Refusal.ErrorOf(run, "again").Text("code").ShouldBeOneOf("CP4019", "CP5016");
        await server.ComeBackAsync(Ct);
    }
}
