using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Sync;

/// <summary>An app gets a sync engine, which does all that it would do, and loses it again: beside it the neighbour notices nothing.</summary>
public sealed class SyncStoryTests
{
    private const string Changes =
        "INSERT INTO goods.item VALUES (2, 'two'); UPDATE goods.item SET note = 'deux' WHERE id = 2; DELETE FROM goods.item WHERE id = 1; "
        + "INSERT INTO goods.event VALUES (3, 'three'); UPDATE goods.event SET note = 'trois'; TRUNCATE goods.item";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<int, AdminKind> Fit => SyncedShop.Fit;

    [Theory]
    [MemberData(nameof(Fit))]
    public async Task Electric_publishes_what_it_is_asked_for_and_is_told_whole_rows(int version, AdminKind kind)
    {
        await using var shop = await SyncedShop.OpenAsync(version, kind, Ct);
        shop.Declare("electric: {}");
        var up = await shop.Project.UpAsync();
        up.Codes.ShouldNotContain("CP7041");
        await shop.Project.ShouldBeInSyncAsync();
        (await shop.IdentitiesAsync(Ct)).ShouldBe(["event f", "event_1 f", "item f", "odd f"]);
        (await SlotsAsync(shop)).ShouldBe([$"electric_slot_shop shop {(version >= 17 ? "true" : "")}"]);

        await using (var electric = new ElectricClient((await shop.Project.OutputsAsync()).Direct("shop", "electric"), "shop"))
        {
            (await electric.ConnectAsync(Ct)).ShouldBeTrue("the publication is its own");
            foreach (var table in new[] { "goods.event", "goods.item" }) await electric.PublishAsync(table, Ct);
            (await electric.SnapshotAsync("goods.item", Ct)).ShouldBe(["1|one"]);
            await shop.AsAppAsync(Changes, Ct);
            (await electric.StreamAsync(6, Ct)).ShouldBe(["insert item", "update item", "delete item", "insert event_1", "update event_1", "truncate item"]);
            await shop.Project.ShouldBeInSyncAsync();
        }

        await ShouldBeWalledAsync(shop);

        // A table and a partition that come later are picked up by the next run
        await shop.AsAppAsync("CREATE TABLE goods.event_2 PARTITION OF goods.event FOR VALUES FROM (10) TO (20); CREATE TABLE goods.later (id int PRIMARY KEY)", Ct);
        await shop.Project.UpAsync();
        (await shop.IdentitiesAsync(Ct)).ShouldAllBe(identity => identity.EndsWith(" f", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Fit))]
    public async Task Told_what_to_read_it_reads_that_and_may_do_nothing_else(int version, AdminKind kind)
    {
        await using var shop = await SyncedShop.OpenAsync(version, kind, Ct);
        shop.Declare("electric: { mode: manual, tables: [goods.item, goods.event], stream_id: till }");
        await shop.Project.UpAsync();
        await shop.Project.ShouldBeInSyncAsync();
        (await shop.IdentitiesAsync(Ct)).ShouldBe(["event f", "event_1 f", "item f", "odd i"]);
        var url = (await shop.Project.OutputsAsync()).Direct("shop", "electric");
        await using (var electric = new ElectricClient(url, "till"))
        {
            (await electric.ConnectAsync(Ct)).ShouldBeFalse("the publication is the owner's");
            (await electric.PublishedAsync(Ct)).ShouldBe(["goods.event f", "goods.item f"]);
            (await electric.SnapshotAsync("goods.item", Ct)).ShouldBe(["1|one"]);
            await shop.AsAppAsync(Changes, Ct);
            (await electric.StreamAsync(6, Ct)).ShouldBe(["insert item", "update item", "delete item", "insert event_1", "update event_1", "truncate item"]);
        }

        await using (var login = await PostgresUrl.OpenAsync(url, ct: Ct))
        {
            foreach (var act in new[] { "DELETE FROM goods.item", "CREATE TABLE goods.mine ()", "CREATE PUBLICATION mine", "ALTER PUBLICATION electric_publication_till ADD TABLE goods.odd" })
            {
                (await Access.Shop.RefusalAsync(login, act, Ct)).ShouldBe("42501", act);
            }
        }

        shop.Declare("electric: { mode: manual, tables: [goods.item], stream_id: till }");
        await shop.Project.UpAsync();
        await shop.Project.ShouldBeInSyncAsync();
        (await shop.Server.RowsAsync("SELECT tablename FROM pg_publication_tables ORDER BY 1", "shop", Ct)).ShouldBe(["item"]);
        await ShouldBeWalledAsync(shop);
    }

    [Theory]
    [MemberData(nameof(Fit))]
    public async Task An_engine_that_leaves_leaves_nothing_and_tables_tell_what_they_told_before(int version, AdminKind kind)
    {
        await using var shop = await SyncedShop.OpenAsync(version, kind, Ct);
        var before = await shop.IdentitiesAsync(Ct);
        shop.Declare("electric: {}");
        await shop.Project.UpAsync();
        await using (var electric = new ElectricClient((await shop.Project.OutputsAsync()).Direct("shop", "electric"), "shop"))
        {
            await electric.ConnectAsync(Ct);
            await electric.PublishAsync("goods.item", Ct);
            await shop.AsAppAsync("INSERT INTO goods.item VALUES (9)", Ct);
            var streaming = electric.StreamAsync(int.MaxValue, Ct);
            await WaitUntilReadAsync(shop);
            shop.Project.Declare("shop: {}\nblog: {}");
            (await shop.Project.RunAsync("up", "--yes", "--json")).ShouldExit(3).Codes.ShouldContain("CP3020");
            (await SlotsAsync(shop)).ShouldNotBeEmpty("nothing was done");
            await shop.Project.UpAsync("--allow", "CP3020", "CP3001");
            await Should.ThrowAsync<Exception>(() => streaming);
        }

        await shop.Project.ShouldBeInSyncAsync();
        (await SlotsAsync(shop)).ShouldBeEmpty();
        (await shop.Server.RowsAsync("SELECT pubname FROM pg_publication", "shop", Ct)).ShouldBeEmpty();
        (await shop.Server.RolesAsync(Ct)).ShouldBe(["blog_app", "blog_owner", "shop_app", "shop_owner"]);
        (await shop.IdentitiesAsync(Ct)).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Fit))]
    public async Task An_app_in_quarantine_keeps_no_slot_and_comes_back_with_one(int version, AdminKind kind)
    {
        await using var shop = await SyncedShop.OpenAsync(version, kind, Ct);
        shop.Declare("electric: {}");
        await shop.Project.UpAsync();
        shop.Project.Declare("blog: {}");
        await shop.Project.UpAsync();
        (await SlotsAsync(shop)).ShouldBeEmpty();
        shop.Declare("electric: {}");
        (await shop.Project.RunAsync("restore", "shop", "--yes")).ShouldExit(0);
        var up = await shop.Project.UpAsync();
        up.Codes.ShouldContain("CP7044", "what the engine stored belongs to a slot that is gone");
        (await SlotsAsync(shop)).Count.ShouldBe(1);
        await shop.Project.ShouldBeInSyncAsync();
    }

    private static Task<IReadOnlyList<string>> SlotsAsync(SyncedShop shop) => shop.Server.RowsAsync(
        "SELECT slot_name || ' ' || database || ' ' || COALESCE(to_jsonb(s) ->> 'failover', '') FROM pg_replication_slots s ORDER BY 1", ct: Ct);

    private static async Task WaitUntilReadAsync(SyncedShop shop)
    {
        while ((await shop.Server.RowsAsync("SELECT 1 FROM pg_replication_slots WHERE active", ct: Ct)).Count == 0) await Task.Delay(20, Ct);
    }

    /// <summary>The proof says what such a login is, and holds.</summary>
    private static async Task ShouldBeWalledAsync(SyncedShop shop)
    {
        var verify = (await shop.Project.RunAsync("verify", "--json")).ShouldExit(0);
        verify.Json.At("isolated").GetBoolean().ShouldBeTrue();
        var finding = verify.Json.Items("findings").Single(found => found.At("code").GetString() == "CP6010");
        finding.At("severity").GetString().ShouldBe("warning");
        finding.At("subject").GetString().ShouldBe("shop_electric");
    }
}
