using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.RegistryStates;

/// <summary>Passwords that differ from those on record: found by logging in, replaced only where that is allowed.</summary>
[Slow]
public sealed class ChangedPasswordTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_password_that_somebody_changed_is_found_and_replaced()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}\nshop: { roles: { app: {}, worker: { connections: 1 } } }\nempty: {}\nshut: {}");
        await project.UpAsync();
        (await project.RunAsync("preview", "--credentials", "--json", "--detailed-exitcode")).ShouldExit(0).Json.Items("changes").ShouldBeEmpty();
        var old = (await project.OutputsAsync()).Direct("blog");
        await using var session = await PostgresUrl.OpenAsync(old, ct: Ct);
        await using var occupant = await PostgresUrl.OpenAsync((await project.OutputsAsync()).Direct("shop", "worker"), ct: Ct);

        // One changed, one taken away, one that lost CONNECT, one that is full, one that is gone
        await server.SqlAsync("ALTER ROLE blog_app PASSWORD 'theirs'; ALTER ROLE todo_app PASSWORD NULL; REVOKE CONNECT ON DATABASE shut FROM shut_app", ct: Ct);
        await server.SqlAsync("REVOKE CONNECT ON DATABASE empty FROM empty_app; DROP ROLE empty_app", ct: Ct);
        var preview = (await project.RunAsync("preview", "--credentials", "--json")).ShouldExit(0);
        preview.Json.Items("changes").Where(change => change.Text("kind") == "credential" && change.Text("action") == "update").Select(change => change.Text("name")).ShouldBe(["blog_app", "todo_app"]);
        preview.Diagnostic("CP4010").Text("message").ShouldContain("shop_worker");
        (await project.RunAsync("preview", "--json")).Json.Items("changes").Select(change => change.Text("name")).ShouldNotContain("blog_app", "without being asked to, nobody logs in");
        (await project.RunAsync("preview", "--credentials")).Out.ShouldContain("~ credential blog_app  (the password on record does not get in");

        (await project.RunAsync("up", "--credentials", "--yes", "--json")).ShouldExit(3).Codes.ShouldContain("CP3007");
        (await PostgresUrl.RefusalAsync(old, ct: Ct)).ShouldBe("28P01");
        await project.UpAsync("--credentials", "--allow", "CP3007");

        foreach (var app in new[] { "blog", "todo", "empty", "shut" }) await project.ShouldGetInAsync(app);
        (await session.RowsAsync("SELECT 1", Ct)).ShouldBe(["1"], "sessions survive");
        await occupant.DisposeAsync();
        await server.WaitUntilGoneAsync("shop_worker", Ct);
        (await project.RunAsync("preview", "--credentials", "--json", "--detailed-exitcode")).ShouldExit(0);
    }

    [Fact]
    public async Task A_rotation_in_place_gives_the_login_another_password_and_keeps_its_sessions()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\nshop: { roles: { app: {}, worker: {} } }");
        await project.UpAsync();
        var old = await project.OutputsAsync();
        await using var session = await PostgresUrl.OpenAsync(old.Direct("blog"), ct: Ct);

        var rotated = (await project.RunAsync("rotate", "blog", "shop/worker", "--in-place", "--yes", "--verbose")).ShouldExit(0);

        rotated.Out.ShouldContain("~ credential blog_app  (a new password; sessions stay, and whoever connects with the old one is refused)");
        rotated.Out.ShouldContain("2 to update");
        var fresh = await project.OutputsAsync();
        foreach (var secret in fresh.Passwords)
        {
            rotated.Everything.ShouldNotContain(secret);
            server.Log.Contains(secret, StringComparison.Ordinal).ShouldBeFalse("a password is in the server's log");
        }

        await project.ShouldGetInAsync("blog");
        (await PostgresUrl.RefusalAsync(old.Direct("blog"), ct: Ct)).ShouldBe("28P01");
        (await PostgresUrl.RefusalAsync(old.Direct("shop", "worker"), ct: Ct)).ShouldBe("28P01");
        fresh.Direct("shop").ShouldBe(old.Direct("shop"));
        (await session.RowsAsync("SELECT 1", Ct)).ShouldBe(["1"]);
        (await server.RowsAsync("SELECT name, generation FROM carpool.login ORDER BY name", ct: Ct)).ShouldBe(["blog_app|2", "shop_app|1", "shop_worker|2"]);
        (await server.RowsAsync("SELECT command, outcome, changes FROM carpool.apply ORDER BY started_at DESC LIMIT 1", ct: Ct)).ShouldBe(["rotate|Applied|2"]);
        await project.ShouldBeInSyncAsync();

        (await project.ErrorAsync(server, "CP4073", "rotate", "shop/nobody", "--in-place", "--yes")).Text("fix").ShouldContain("worker");
        (await project.ErrorAsync(server, "CP2013", "rotate", "nobody", "--in-place", "--yes")).Text("message").ShouldContain("nobody");
        await server.SqlAsync("REVOKE CONNECT ON DATABASE shop FROM shop_worker; DROP ROLE shop_worker", ct: Ct);
        await project.FollowAsync(await project.ErrorAsync(server, "CP2046", "rotate", "shop", "--in-place", "--yes"));
        await server.SqlAsync("REVOKE CONNECT ON DATABASE shop FROM shop_worker; DROP ROLE shop_worker; CREATE ROLE shop_worker LOGIN", ct: Ct);
        await project.ErrorAsync(server, "CP2003", "rotate", "shop/worker", "--in-place", "--yes");
    }
}
