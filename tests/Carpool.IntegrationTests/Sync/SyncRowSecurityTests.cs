using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Sync;

/// <summary>BYPASSRLS is given where row security would hide rows from an engine, and nowhere else.</summary>
public sealed class SyncRowSecurityTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<int, AdminKind> Fit => SyncedShop.Fit;

    [Theory]
    [MemberData(nameof(Fit))]
    public async Task An_engine_reads_past_row_security_while_there_is_some(int version, AdminKind kind)
    {
        await using var shop = await SyncedShop.OpenAsync(version, kind, Ct);
        await shop.AsAppAsync(
            "CREATE TABLE goods.secret (id int PRIMARY KEY, who text); INSERT INTO goods.secret VALUES (1, 'a'), (2, 'b'); ALTER TABLE goods.secret ENABLE ROW LEVEL SECURITY; CREATE POLICY a ON goods.secret USING (who = 'a')",
            Ct);
        shop.Declare("electric: { mode: manual }");
        if (kind is AdminKind.Plain)
        {
            var refused = (await shop.Project.RunAsync("up", "--yes", "--json")).ShouldExit(1);
            refused.Json.Items("diagnostics").Single(found => found.Text("code") == "CP2085").Text("fix").ShouldStartWith($"As a superuser: ALTER ROLE \"{shop.Server.AdminName}\" BYPASSRLS");
            (await shop.Server.RolesAsync(Ct)).ShouldNotContain("shop_electric", "nothing was done");
            await shop.Server.SqlAsync($"ALTER ROLE {shop.Server.AdminName} BYPASSRLS", ct: Ct);
        }

        (await shop.Project.UpAsync()).Codes.ShouldContain("CP7045");
        (await BypassesAsync(shop)).ShouldBe(["t"]);
        await ShouldReadAllAsync(shop);
        var verify = (await shop.Project.RunAsync("verify", "--json")).ShouldExit(0);
        verify.Json.Items("findings").Where(found => found.At("message").GetString()!.Contains("BYPASSRLS", StringComparison.Ordinal)).ShouldHaveSingleItem().At("severity").GetString().ShouldBe("warning");

        // A member of the owner is under its policies only where they are forced upon the owner
        shop.Declare("electric: {}");
        (await shop.Project.UpAsync()).Codes.ShouldNotContain("CP7045");
        (await BypassesAsync(shop)).ShouldBe(["f"]);
        await ShouldReadAllAsync(shop);
        await shop.AsAppAsync("ALTER TABLE goods.secret FORCE ROW LEVEL SECURITY", Ct);
        await shop.Project.UpAsync();
        (await BypassesAsync(shop)).ShouldBe(["t"]);
        await ShouldReadAllAsync(shop);

        // Nobody keeps it for a table that is gone, and what is not looked into changes nothing
        (await shop.Project.RunAsync("preview", "--shallow", "--detailed-exitcode")).ShouldExit(0);
        await shop.AsAppAsync("DROP TABLE goods.secret", Ct);
        await shop.Project.UpAsync();
        (await BypassesAsync(shop)).ShouldBe(["f"]);
        await shop.Project.ShouldBeInSyncAsync();
    }

    private static Task<IReadOnlyList<string>> BypassesAsync(SyncedShop shop) => shop.Server.RowsAsync("SELECT rolbypassrls FROM pg_roles WHERE rolname = 'shop_electric'", ct: Ct);

    private static async Task ShouldReadAllAsync(SyncedShop shop)
    {
        await shop.Project.ShouldBeInSyncAsync();
        await using var electric = new ElectricClient((await shop.Project.OutputsAsync()).Direct("shop", "electric"), "shop");
        await electric.ConnectAsync(Ct);
        (await electric.SnapshotAsync("goods.secret", Ct)).ShouldBe(["1|a", "2|b"]);
    }
}
