using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Sync;

/// <summary>What would go wrong with a sync engine is found before anything is changed.</summary>
public sealed class SyncRefusalTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<int, AdminKind> Fit => SyncedShop.Fit;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task An_admin_that_may_not_give_replication_says_so(int version, AdminKind kind)
    {
        if (kind is AdminKind.Superuser) return;
        await using var shop = await SyncedShop.OpenAsync(version, kind, Ct);
        await shop.Server.SqlAsync($"ALTER ROLE {shop.Server.AdminName} NOREPLICATION", ct: Ct);
        shop.Declare("electric: {}");
        (await shop.Project.RunAsync("up", "--yes", "--json")).ShouldExit(1).Codes.ShouldContain("CP2080");
        (await shop.Server.RolesAsync(Ct)).ShouldNotContain("shop_electric");
    }

    [Theory]
    [MemberData(nameof(Fit))]
    public async Task Tables_that_cannot_be_followed_block_before_anything_is_done(int version, AdminKind kind)
    {
        await using var shop = await SyncedShop.OpenAsync(version, kind, Ct);
        await ShouldBlockAsync(shop, "electric: {}", "CREATE UNLOGGED TABLE goods.bad (id int)", "CP2084");
        await ShouldBlockAsync(shop, "electric: { tables: [goods.item, goods.bad] }", "CREATE VIEW goods.bad AS SELECT 1", "CP2084");
        if (kind is AdminKind.Plain) await ShouldBlockAsync(shop, "electric: { mode: manual }", "CREATE TABLE goods.bad (id int); ALTER TABLE goods.bad ENABLE ROW LEVEL SECURITY", "CP2085");
        await ShouldBlockAsync(shop, "zero: {}", "CREATE TABLE goods.bad (id int)", version >= 15 ? "CP2083" : "CP2088");
        if (version >= 15) await ShouldBlockAsync(shop, "electric: {}", "CREATE TABLE goods.bad (id int PRIMARY KEY, note text); CREATE PUBLICATION other FOR TABLE goods.bad (id)", "CP2083");
        if (version >= 18)
        {
            await ShouldBlockAsync(shop, "electric: {}", "CREATE TABLE goods.bad (id int PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) VIRTUAL)", "CP2083");
            await ShouldBlockAsync(shop, "electric: {}", "CREATE TABLE goods.bad (id int PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) STORED); CREATE PUBLICATION other FOR TABLE goods.bad", "CP2083");

            // By themselves stored ones are published, and the app goes on
            await shop.AsAppAsync("CREATE TABLE goods.good (id int PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) STORED)", Ct);
            shop.Declare("electric: { mode: manual }");
            await shop.Project.UpAsync();
            await shop.AsAppAsync("INSERT INTO goods.good VALUES (1); UPDATE goods.good SET id = 2; DELETE FROM goods.good", Ct);
        }
    }

    [Theory]
    [MemberData(nameof(Fit))]
    public async Task A_slot_of_somebody_else_is_left_alone(int version, AdminKind kind)
    {
        await using var shop = await SyncedShop.OpenAsync(version, kind, Ct);
        await shop.Server.SqlAsync("SELECT pg_create_logical_replication_slot('electric_slot_shop', 'pgoutput')", "blog", Ct);
        shop.Declare("electric: {}");
        (await shop.Project.RunAsync("up", "--yes", "--json")).ShouldExit(1).Codes.ShouldContain("CP2081");
        shop.Declare("electric: { stream_id: shop_2 }");
        await shop.Project.UpAsync();
        (await shop.Server.RowsAsync("SELECT slot_name || ' ' || database FROM pg_replication_slots ORDER BY 1", ct: Ct)).ShouldBe(["electric_slot_shop blog", "electric_slot_shop_2 shop"]);
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.FullVersions), MemberType = typeof(ServerMatrix))]
    public async Task A_server_that_logs_no_changes_says_so(int version)
    {
        await using var server = await ServerPool.RentAsync(version, AdminKind.Superuser, new Dictionary<string, string>(StringComparer.Ordinal) { ["wal_level"] = "replica" }, Ct);
        using var project = new Cli.TempProject(server);
        project.Declare("shop: { sync: { electric: {} }, accept: [replication-reads-everything] }");
        (await project.RunAsync("up", "--yes", "--json")).ShouldExit(1).Codes.ShouldContain("CP2087");
        (await server.DatabasesAsync(Ct)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Fit))]
    public async Task A_login_of_an_engine_keeps_its_name_and_gets_another_password(int version, AdminKind kind)
    {
        await using var shop = await SyncedShop.OpenAsync(version, kind, Ct);
        shop.Declare("electric: {}");
        await shop.Project.UpAsync();
        (await shop.Project.RunAsync("rotate", "shop/electric", "--yes", "--json")).ShouldExit(1).Codes.ShouldContain("CP2075");
        var before = await shop.Project.OutputsAsync();
        (await shop.Project.RunAsync("rotate", "shop/electric", "--in-place", "--yes", "--json")).ShouldExit(0);
        (await PostgresUrl.RefusalAsync(before.Direct("shop", "electric"), ct: Ct)).ShouldBe("28P01");
        (await PostgresUrl.RefusalAsync((await shop.Project.OutputsAsync()).Direct("shop", "electric"), ct: Ct)).ShouldBeNull();
        (await shop.Project.RunAsync("rotate", "shop", "--now", "--yes", "--json")).ShouldExit(0).Codes.ShouldContain("CP2075");
        await shop.Project.ShouldBeInSyncAsync();
    }

    private static async Task ShouldBlockAsync(SyncedShop shop, string sync, string made, string code)
    {
        await shop.AsAppAsync(made, Ct);
        shop.Declare(sync);
        var up = (await shop.Project.RunAsync("up", "--yes", "--json")).ShouldExit(1);
        up.Codes.ShouldContain(code, made);
        (await shop.Server.RolesAsync(Ct)).ShouldBe(["blog_app", "blog_owner", "shop_app", "shop_owner"], "nothing was done");
        await shop.Server.SqlAsync("DO $$ BEGIN IF EXISTS (SELECT FROM pg_class WHERE relname = 'bad' AND relkind = 'v') THEN DROP VIEW goods.bad; ELSE DROP TABLE goods.bad; END IF; END $$; DROP PUBLICATION IF EXISTS other", "shop", Ct);
    }
}
