using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Carpool.IntegrationTests.Sync;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Canary;

/// <summary>A primary with a streaming standby: slots outlive a failover, or the canary says why not.</summary>
public sealed class StandbyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>From 17 on standbys keep logical slots.</summary>
    public static TheoryData<int, AdminKind> WithFailover
    {
        get
        {
            var rows = new TheoryData<int, AdminKind>();
            foreach (var row in SyncedShop.Fit.Where(row => row.Data.Item1 >= 17 && (TestDepth.Current is not TestDepth.Ci || row.Data is (var version, AdminKind.Plain) && version == ServerMatrix.Newest))) rows.Add(row.Data.Item1, row.Data.Item2);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(WithFailover))]
    public async Task A_slot_reaches_the_standby_and_is_there_after_its_promotion(int version, AdminKind kind)
    {
        await using var shop = await SyncedShop.OpenAsync(version, kind, Ct);
        shop.Declare("electric: {}");
        await shop.Project.UpAsync();
        await using var standby = await StandbyServer.StartAsync(shop.Server, ct: Ct);
        shop.Project.Environment["CARPOOL_STANDBY_URL"] = standby.AdminUrl;
        var steps = (await shop.Project.RunAsync("doctor", "--canary", "shop", "--json")).ShouldExit(0).Json.Items("steps");
        steps.Single(step => step.Text("step") == "failover").Text("status").ShouldBe("ok");
        (await shop.Project.RunAsync("doctor", "--json")).Json.Items("checks").Single(check => check.Text("code") == "CP7056").Text("status").ShouldBe("ok");
        await standby.WaitAsync("SELECT 1 WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name LIKE 'carpool_canary%')", Ct);

        // The engine's own slot is taken over once the engine has read something
        await using (var electric = new ElectricClient((await shop.Project.OutputsAsync()).Direct("shop", "electric"), "shop"))
        {
            await electric.ConnectAsync(Ct);
            await electric.PublishAsync("goods.item", Ct);
            await shop.AsAppAsync("INSERT INTO goods.item VALUES (2, 'two')", Ct);
            (await electric.StreamAsync(1, Ct)).ShouldBe(["insert item"]);
        }

        await standby.WaitAsync("SELECT 1 FROM pg_replication_slots WHERE slot_name = 'electric_slot_shop' AND synced AND NOT temporary", Ct);
        await standby.PromoteAsync(Ct);
        (await standby.RowsAsync("SELECT slot_name, failover FROM pg_replication_slots WHERE database = 'shop'", ct: Ct)).ShouldBe(["electric_slot_shop|t"]);
        shop.Project.Environment["CARPOOL_ADMIN_URL"] = standby.AdminUrl;
        shop.Project.Environment["CARPOOL_STANDBY_URL"] = null;
        await shop.Project.ShouldBeInSyncAsync();
        await using (var electric = new ElectricClient((await shop.Project.OutputsAsync()).Direct("shop", "electric"), "shop"))
        {
            await electric.ConnectAsync(Ct);
            await shop.AsAppAsync("INSERT INTO goods.item VALUES (3, 'three')", Ct);
            (await electric.StreamAsync(1, Ct)).ShouldBe(["insert item"]);
        }
    }

    [Theory]
    [MemberData(nameof(WithFailover))]
    public async Task A_standby_that_would_keep_no_slot_says_what_it_lacks(int version, AdminKind kind)
    {
        await using var shop = await SyncedShop.OpenAsync(version, kind, Ct);
        shop.Declare("electric: {}");
        await shop.Project.UpAsync();
        shop.Project.Environment["CARPOOL_STANDBY_URL"] = shop.Server.AdminUrl;
        (await FallenAsync(shop)).ShouldContain("is no standby");
        var lacking = new Dictionary<string, string>(StringComparer.Ordinal) { ["sync_replication_slots"] = "off", ["hot_standby_feedback"] = "off" };
        await using var standby = await StandbyServer.StartAsync(shop.Server, lacking, Ct);
        shop.Project.Environment["CARPOOL_STANDBY_URL"] = standby.AdminUrl;
        var message = await FallenAsync(shop);
        message.ShouldContain("sync_replication_slots = on");
        message.ShouldContain("hot_standby_feedback = on");
        (await shop.Project.RunAsync("doctor", "--json")).ShouldExit(4).Json.Items("checks").Single(check => check.Text("code") == "CP7056").Text("message").ShouldBe(message);
        (await shop.Server.RowsAsync("SELECT slot_name FROM pg_replication_slots ORDER BY 1", ct: Ct)).ShouldBe(["electric_slot_shop", "standby"]);
    }

    private static async Task<string> FallenAsync(SyncedShop shop)
    {
        var failed = (await shop.Project.RunAsync("doctor", "--canary", "shop", "--json")).ShouldExit(4).Json.Items("steps").Single(step => step.Text("status") == "fail");
        failed.Text("code").ShouldBe("CP7056");
        return failed.Text("message");
    }
}
