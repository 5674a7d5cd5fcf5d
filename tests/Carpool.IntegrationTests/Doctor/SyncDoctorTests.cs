using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Carpool.IntegrationTests.Sync;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Doctor;

/// <summary>`doctor` says what a sync engine would meet, before it does.</summary>
public sealed class SyncDoctorTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<int, AdminKind> Fit => SyncedShop.Fit;

    [Theory]
    [MemberData(nameof(Fit))]
    public async Task What_is_missing_is_told_and_goes_with_what_mends_it(int version, AdminKind kind)
    {
        await using var shop = await SyncedShop.OpenAsync(version, kind, Ct);
        shop.Declare("electric: { pool: 4 }");
        (await CodesAsync(shop)).ShouldContain("CP7015");
        await shop.Project.UpAsync();
        (await CodesAsync(shop)).ShouldSatisfyAllConditions(codes => codes.ShouldNotContain("CP7015"), codes => codes.ShouldContain("CP7007", "Electric does not run"), codes => codes.ShouldContain("CP7042"));

        await shop.AsAppAsync("CREATE TABLE goods.event_2 PARTITION OF goods.event FOR VALUES FROM (10) TO (20)", Ct);
        var later = (await shop.Project.RunAsync("doctor", "--json")).ShouldExit(0).Json.Items("checks").Single(check => check.At("code").GetString() == "CP7015");
        later.At("message").GetString().ShouldBe("App shop has tables that are not ready for its sync engine: goods.event_2.");
        await shop.Project.UpAsync();
        (await CodesAsync(shop)).ShouldNotContain("CP7015");

        await shop.AsAppAsync("CREATE UNLOGGED TABLE goods.bad (id int)", Ct);
        (await CodesAsync(shop, exit: 4)).ShouldContain("CP2084");
        await shop.AsAppAsync("DROP TABLE goods.bad", Ct);

        if (version < 17) return;
        (await CodesAsync(shop)).ShouldNotContain("CP7041");
        await shop.Server.SqlAsync("SELECT pg_drop_replication_slot('electric_slot_shop'); SELECT pg_create_logical_replication_slot('electric_slot_shop', 'pgoutput')", "shop", Ct);
        (await CodesAsync(shop)).ShouldContain("CP7041", "as Electric itself makes it");
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.FullVersions), MemberType = typeof(ServerMatrix))]
    public async Task Settings_that_an_engine_would_suffer_from_are_told(int version)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["wal_level"] = "logical", ["max_replication_slots"] = "1", ["max_wal_senders"] = "1" };
        if (version >= 17) settings["synchronized_standby_slots"] = "gone";
        if (version >= 18) settings["idle_replication_slot_timeout"] = "1h";
        await using var server = await ServerPool.RentAsync(version, AdminKind.Superuser, settings, Ct);
        using var project = new TempProject(server);
        project.Declare("shop: { sync: { electric: {} }, accept: [replication-reads-everything] }\nblog: { sync: { electric: {} }, accept: [replication-reads-everything] }");
        var checks = (await project.RunAsync("doctor", "--json")).ShouldExit(4).Json.Items("checks").Where(check => check.At("status").GetString() != "ok").Select(check => check.At("code").GetString()).ToList();
        checks.ShouldContain("CP7005", "two slots, and one place");
        checks.ShouldContain("CP7006");
        if (version >= 17) checks.ShouldContain("CP7012");
        if (version >= 18) checks.ShouldContain("CP7013");
    }

    private static async Task<IReadOnlyList<string>> CodesAsync(SyncedShop shop, int exit = 0) =>
        [.. (await shop.Project.RunAsync("doctor", "--json")).ShouldExit(exit).Json.Items("checks").Where(check => check.At("status").GetString() != "ok").Select(check => check.At("code").GetString()!)];
}
