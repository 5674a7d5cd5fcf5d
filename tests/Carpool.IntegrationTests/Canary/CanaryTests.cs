using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Carpool.IntegrationTests.Sync;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Canary;

/// <summary>`doctor --canary` does as a sync engine what that would do, says where it fell, and leaves nothing behind.</summary>
public sealed class CanaryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<int, AdminKind> Fit => SyncedShop.Fit;

    [Theory]
    [MemberData(nameof(Fit))]
    public async Task An_app_that_is_ready_passes_and_is_as_it_was(int version, AdminKind kind)
    {
        await using var shop = await SyncedShop.OpenAsync(version, kind, Ct);
        (await shop.Project.RunAsync("doctor", "--canary", "blog", "--json")).ShouldExit(1).Codes.ShouldBe(["CP7059"]);
        (await shop.Project.RunAsync("doctor", "--canary", "shop", "--html", "x")).ShouldExit(64);
        shop.Declare("electric: {}, feed: { preset: custom, mode: manual, tables: [goods.item] }");
        await shop.Project.UpAsync();
        var before = await PortraitAsync(shop);
        var flown = (await shop.Project.RunAsync("doctor", "--canary", "shop", "--json")).ShouldExit(0).Json;
        (flown.Text("app"), flown.At("fit").GetBoolean()).ShouldBe(("shop", true));
        string[] ladder = ["identify ok", "snapshot ok", "ground ok", "slot ok", "messages ok", "acknowledge ok", .. version >= 17 ? ["failover warn"] : Array.Empty<string>(), "clean ok"];
        foreach (var engine in new[] { "electric", "feed" })
        {
            flown.Items("steps").Where(step => step.Text("engine") == engine).Select(step => $"{step.Text("step")} {step.Text("status")}").ShouldBe(ladder);
        }

        (await shop.Project.RunAsync("doctor", "--canary", "shop")).ShouldExit(0).Out.ShouldContain("A sync engine gets what it needs.");
        (await PortraitAsync(shop)).ShouldBe(before);
        await shop.Project.ShouldBeInSyncAsync();
    }

    /// <summary>At ci the newest version alone: one step waits until its patience ends.</summary>
    public static TheoryData<int, AdminKind> Broken
    {
        get
        {
            var rows = new TheoryData<int, AdminKind>();
            foreach (var row in Fit.Where(row => TestDepth.Current is not TestDepth.Ci || row.Data.Item1 == ServerMatrix.Newest)) rows.Add(row.Data.Item1, row.Data.Item2);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Each_step_that_is_broken_says_so_and_by_what(int version, AdminKind kind)
    {
        await using var shop = await SyncedShop.OpenAsync(version, kind, Ct);
        shop.Declare("electric: { mode: manual }");
        await shop.Project.UpAsync();
        var before = await PortraitAsync(shop);

        await ShouldFallAsync(shop, "identify", "CP7050", "REPLICATION", "ALTER ROLE shop_electric NOREPLICATION", "ALTER ROLE shop_electric REPLICATION");
        await ShouldFallAsync(shop, "identify", "CP7050", "not permitted to log in", "ALTER ROLE shop_electric NOLOGIN", "ALTER ROLE shop_electric LOGIN");
        await ShouldFallAsync(shop, "snapshot", "CP7051", "permission denied for table item", "REVOKE SELECT ON goods.item FROM shop_read", "GRANT SELECT ON goods.item TO shop_read");
        await ShouldFallAsync(
            shop, "snapshot", "CP7051", "row-level security", "ALTER TABLE goods.item ENABLE ROW LEVEL SECURITY", "ALTER TABLE goods.item DISABLE ROW LEVEL SECURITY");
        await ShouldFallAsync(
            shop, "slot", "CP7053", "prepared transaction forgotten in database blog", "BEGIN; CREATE TABLE t (); PREPARE TRANSACTION 'forgotten'", "ROLLBACK PREPARED 'forgotten'", "blog");
        await ShouldFallAsync(
            shop,
            "slot",
            "CP7053",
            "all replication slots are in use",
            "SELECT count(pg_create_physical_replication_slot('full_' || n)) FROM generate_series(1, current_setting('max_replication_slots')::int - (SELECT count(*)::int FROM pg_replication_slots)) AS n",
            "SELECT count(pg_drop_replication_slot(slot_name)) FROM pg_replication_slots WHERE slot_name LIKE 'full%'");
        if (kind is AdminKind.Plain || version < 17)
        {
            const string meddling =
                "CREATE SCHEMA meddler; CREATE FUNCTION meddler.f() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN {0} END $$; CREATE EVENT TRIGGER meddle ON ddl_command_end WHEN TAG IN ({1}) EXECUTE FUNCTION meddler.f()";
            const string mended = "DROP EVENT TRIGGER meddle; DROP FUNCTION meddler.f(); DROP SCHEMA meddler";
            await ShouldFallAsync(shop, "ground", "CP7052", "no schemas here", Filled("RAISE EXCEPTION 'no schemas here';", "'CREATE SCHEMA'"), mended);
            await ShouldFallAsync(
                shop,
                "messages",
                "CP7054",
                "update without the old row",
                Filled("EXECUTE (SELECT format('ALTER TABLE %s REPLICA IDENTITY DEFAULT', max(r.prrelid)::regclass) FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid WHERE p.pubname LIKE 'carpool_canary%');", "'CREATE PUBLICATION'"),
                mended);

            string Filled(string body, string tags) => meddling.Replace("{0}", body, StringComparison.Ordinal).Replace("{1}", tags, StringComparison.Ordinal);
        }

        (await PortraitAsync(shop)).ShouldBe(before);
        (await shop.Project.RunAsync("doctor", "--canary", "shop")).ShouldExit(0);
    }

    [Theory]
    [MemberData(nameof(Fit))]
    public async Task Killed_on_its_way_it_is_cleared_away_by_the_next_run_and_nothing_else_is(int version, AdminKind kind)
    {
        await using var shop = await SyncedShop.OpenAsync(version, kind, Ct);
        shop.Declare("electric: {}");
        await shop.Project.UpAsync();

        // What a tenant calls by such a name, and what another reader keeps, is theirs
        const string forged = "carpool_canary_0123456789abcdef0123456789abcdef";
        await shop.AsAppAsync($"CREATE SCHEMA {forged}; CREATE TABLE {forged}.canary (id int)", Ct);
        await shop.Server.SqlAsync($"SELECT pg_create_logical_replication_slot('{forged}', 'pgoutput')", "shop", Ct);
        await shop.Server.SqlAsync($"CREATE PUBLICATION {forged}", "shop", Ct);
        await shop.Project.UpAsync();
        var before = await PortraitAsync(shop);

        foreach (var next in new[] { "canary", "up" })
        {
            await KillOnItsWayAsync(shop);
            (await PortraitAsync(shop)).ShouldNotBe(before, "the canary was killed on its way");
            if (next == "canary")
            {
                var steps = (await shop.Project.RunAsync("doctor", "--canary", "shop", "--json")).ShouldExit(0).Json.Items("steps");
                steps.First(step => step.Text("step") == "sweep").Text("status").ShouldBe("ok");
            }
            else
            {
                (await shop.Project.RunAsync("up", "--yes", "--json")).ShouldExit(0);
            }

            (await PortraitAsync(shop)).ShouldBe(before, next);
            (await shop.Server.RowsAsync("SELECT name FROM carpool.canary", ct: Ct)).ShouldBeEmpty();
        }
    }

    /// <summary>A writer in another database holds the making of the slot up: by then the table and the publication are there.</summary>
    private static async Task KillOnItsWayAsync(SyncedShop shop)
    {
        await using var writer = await shop.Server.OpenAsync("blog", Ct);
        await writer.RowsAsync("BEGIN; SELECT pg_current_xact_id()", Ct);
        using (var run = await shop.Project.StartAsync("doctor", "--canary", "shop"))
        {
            while ((await shop.Server.RowsAsync("SELECT pid FROM pg_stat_activity WHERE backend_type = 'walsender' AND wait_event_type = 'Lock'", ct: Ct)).Count == 0) await Task.Delay(50, Ct);
            await run.KillAsync();
        }

        await writer.RowsAsync("ROLLBACK", Ct);
    }

    private static async Task ShouldFallAsync(SyncedShop shop, string step, string code, string why, string broken, string mended, string database = "shop")
    {
        await SendAsync(shop, broken, database);
        try
        {
            var fell = (await shop.Project.RunAsync("doctor", "--canary", "shop", "--json")).ShouldExit(4);
            fell.Json.At("fit").GetBoolean().ShouldBeFalse();
            var failed = fell.Json.Items("steps").Where(one => one.Text("status") == "fail").ShouldHaveSingleItem();
            (failed.Text("step"), failed.Text("code")).ShouldBe((step, code), fell.ToString());
            failed.Text("message").ShouldContain(why);
            failed.Text("fix").ShouldNotBeEmpty();
        }
        finally
        {
            await SendAsync(shop, mended, database);
        }
    }

    /// <summary>With the publications, which a portrait leaves out.</summary>
    private static async Task<IReadOnlyList<string>> PortraitAsync(SyncedShop shop) =>
    [
        .. await ClusterPortrait.ReadAsync(shop.Server, Ct),
        .. await shop.Server.RowsAsync("SELECT pubname, pg_get_userbyid(pubowner) FROM pg_publication ORDER BY 1", "shop", Ct),
    ];

    private static async Task SendAsync(SyncedShop shop, string sql, string database)
    {
        await using var session = await shop.Server.OpenAsync(database, Ct);
        foreach (var statement in sql.Contains("$$", StringComparison.Ordinal) ? [sql] : sql.Split("; ")) await session.RowsAsync(statement, Ct);
    }
}
