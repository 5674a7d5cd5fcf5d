using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Access;

/// <summary>Logins that get another access, come and go: data, ownership and the other credentials stay.</summary>
public sealed class AccessChangeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task A_login_goes_from_access_to_access_and_its_sessions_end(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("shop: { roles: { app: , jobs: } }");
        await project.UpAsync();
        var outputs = await project.OutputsAsync();
        await using (var app = await PostgresUrl.OpenAsync(outputs.Direct("shop", "app"), ct: Ct)) await app.RowsAsync(Shop.Objects("goods"), Ct);

        await using var jobs = await PostgresUrl.OpenAsync(outputs.Direct("shop", "jobs"), ct: Ct);
        project.Declare("shop: { roles: { app: , jobs: { access: read } } }");
        var blocked = await project.RunAsync("up", "--yes", "--json");
        blocked.ShouldExit(3).Codes.ShouldContain("CP3006");
        (await jobs.RowsAsync("SELECT current_user", Ct)).ShouldBe(["shop_owner"], "nothing was done");
        await project.UpAsync("--allow", "CP3006");
        await Should.ThrowAsync<Npgsql.NpgsqlException>(() => jobs.RowsAsync("SELECT 1", Ct), "a session that began as the owner goes on as the owner");
        await ShouldBeAsync("jobs", reads: true, writes: false, alters: false);

        foreach (var (access, writes, alters) in new[] { ("write", true, false), ("migrate", true, true), ("read", false, false), ("app", true, true) })
        {
            project.Declare($"shop: {{ roles: {{ app: , jobs: {{ access: {access} }} }} }}");
            await project.UpAsync();
            await project.ShouldBeInSyncAsync();
            await ShouldBeAsync("jobs", reads: true, writes, alters);
            await ShouldBeAsync("app", reads: true, writes: true, alters: true);
        }

        (await server.RolesAsync(Ct)).ShouldBe(["shop_app", "shop_jobs", "shop_owner"], "groups that nobody needs go");
        (await project.OutputsAsync()).Direct("shop", "jobs").ShouldBe(outputs.Direct("shop", "jobs"));

        async Task ShouldBeAsync(string role, bool reads, bool writes, bool alters)
        {
            await using var session = await PostgresUrl.OpenAsync(outputs.Direct("shop", role), ct: Ct);
            (await Shop.RefusalAsync(session, "SELECT * FROM goods.item", Ct) is null).ShouldBe(reads);
            (await Shop.RefusalAsync(session, "INSERT INTO goods.item VALUES (3)", Ct) is null).ShouldBe(writes);
            (await Shop.RefusalAsync(session, "ALTER TABLE goods.item ADD COLUMN more int", Ct) is null).ShouldBe(alters);
        }
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task An_app_with_groups_leaves_comes_back_and_goes_without_a_trace(int version, AdminKind kind)
    {
        await using var shop = await StockedShop.OpenAsync(version, kind, Ct);
        var (server, project) = (shop.Server, shop.Project);

        project.Declare("blog: {}");
        await project.UpAsync();
        (await server.RolesAsync(Ct)).ShouldNotContain("shop_read");
        project.Declare(Shop.AllRoles);
        (await project.RunAsync("restore", "shop", "--yes")).ShouldExit(0);
        await project.ShouldBeInSyncAsync();
        await using (var auditor = await shop.LogInAsync("auditor", Ct))
        {
            (await auditor.RowsAsync("SELECT note FROM goods.item", Ct)).ShouldBe(["one"]);
            (await Shop.RefusalAsync(auditor, "DELETE FROM goods.item", Ct)).ShouldBe("42501");
        }

        project.Declare("blog: {}");
        await project.UpAsync();
        (await project.RunAsync("purge", "shop", "--yes")).ShouldExit(0);
        (await server.RolesAsync(Ct)).ShouldBe(["blog_app", "blog_owner"]);
        await project.ShouldBeInSyncAsync();
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task A_record_that_is_lost_is_adopted_with_its_groups(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare(Shop.AllRoles);
        await project.UpAsync();
        await server.SqlAsync("DROP SCHEMA carpool CASCADE", ct: Ct);
        (await project.RunAsync("adopt", "--all", "--yes")).ShouldExit(0);
        (await project.RunAsync("rotate", "--all", "--in-place", "--yes")).ShouldExit(0);
        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("verify", "--json")).ShouldExit(0);
    }
}
