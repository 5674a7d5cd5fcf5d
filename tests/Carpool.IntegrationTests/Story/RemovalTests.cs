using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Story;

/// <summary>The ways an app may leave beside quarantine, and those it may not.</summary>
public sealed class RemovalTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task A_protected_app_is_not_removed_by_up_nor_by_destroy(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\nshop: {protect: true}");
        await project.UpAsync();
        var before = await ClusterDigest.ReadAsync(server, Ct);

        (await project.RunAsync("destroy", "--yes")).ShouldExit(1, 3).Everything.ShouldContain("shop");
        (await ClusterDigest.ReadAsync(server, Ct)).ShouldBe(before);

        project.Declare("blog: {}");
        (await project.RunAsync("up", "--yes")).ShouldExit(1, 3).Everything.ShouldContain("shop");
        (await ClusterDigest.ReadAsync(server, Ct)).ShouldBe(before);

        project.Declare("blog: {}\nshop: {protect: false}");
        await project.UpAsync();
        project.Declare("blog: {}");
        await project.UpAsync();
        (await server.DatabasesAsync(Ct)).ShouldNotContain("shop");
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task Data_is_dropped_only_where_file_and_run_both_say_so(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\nshop: {on_remove: drop}\nkiosk: {on_remove: keep}");
        await project.UpAsync();
        var kiosk = (await project.OutputsAsync()).Direct("kiosk");
        var before = await ClusterDigest.ReadAsync(server, Ct);

        project.Declare("blog: {}");
        (await project.RunAsync("up", "--yes")).ShouldExit(3).Everything.ShouldContain("CP3003");
        (await ClusterDigest.ReadAsync(server, Ct)).ShouldBe(before);

        await project.UpAsync("--allow", "CP3003");
        (await server.DatabasesAsync(Ct)).ShouldBe(["blog", "kiosk"]);
        (await server.RolesAsync(Ct)).ShouldBe(["blog_app", "blog_owner", "kiosk_app", "kiosk_owner"]);
        (await PostgresUrl.RefusalAsync(kiosk, ct: Ct)).ShouldBeNull();
        await project.ShouldBeInSyncAsync();
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task Destroy_removes_every_app_of_the_stack_and_nothing_else(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        await server.SqlAsync("CREATE ROLE neighbour LOGIN PASSWORD 'x'", ct: Ct);
        await server.SqlAsync("CREATE DATABASE neighbour OWNER neighbour", ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");
        await project.UpAsync("--allow", "CP3002");

        (await project.RunAsync("destroy", "--yes")).ShouldExit(0);

        var databases = await server.DatabasesAsync(Ct);
        databases.ShouldContain("neighbour");
        databases.ShouldNotContain("blog");
        databases.ShouldNotContain("todo");
        (await server.RolesAsync(Ct)).ShouldNotContain("blog_app");
        (await server.RolesAsync(Ct)).ShouldContain("neighbour");
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task An_inactive_slot_is_named_before_its_database_is_locked(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\nshop: {}");
        await project.UpAsync();
        await server.SqlAsync("SELECT pg_create_logical_replication_slot('feed', 'pgoutput')", "shop", Ct);
        var before = await ClusterDigest.ReadAsync(server, Ct);

        project.Declare("blog: {}");
        (await project.RunAsync("up", "--yes")).ShouldExit(3).Everything.ShouldContain("CP3004");
        (await ClusterDigest.ReadAsync(server, Ct)).ShouldBe(before);
        await project.UpAsync("--allow", "CP3004");
        (await server.RowsAsync("SELECT slot_name FROM pg_replication_slots", ct: Ct)).ShouldBe(["feed"]);
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task A_prepared_transaction_blocks_a_removal_before_anything_is_locked(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\nshop: {}");
        await project.UpAsync();
        await using (var session = await PostgresUrl.OpenAsync((await project.OutputsAsync()).Direct("shop"), ct: Ct))
        {
            await session.RowsAsync("BEGIN; CREATE TABLE t (id int); PREPARE TRANSACTION 'half'", Ct);
        }

        await server.WaitUntilNobodyInAsync("shop", Ct);
        var before = await ClusterDigest.ReadAsync(server, Ct);
        project.Declare("blog: {}");
        (await project.RunAsync("up", "--yes")).ShouldExit(1, 3).Everything.ShouldContain("half");
        (await ClusterDigest.ReadAsync(server, Ct)).ShouldBe(before);

        await server.SqlAsync("ROLLBACK PREPARED 'half'", "shop", Ct);
        await project.UpAsync();
    }
}
