using Carpool.IntegrationTests.Access;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.RegistryStates;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Rotation;

/// <summary>What the new login could not have is found before anything is done; each fix is followed.</summary>
[Slow]
public sealed class RotationRefusalTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_cannot_be_given_to_a_successor_stops_the_rotation()
    {
        await using var shop = await StockedShop.OpenAsync(ServerMatrix.Newest, AdminKind.Plain, Ct);
        var (server, project) = (shop.Server, shop.Project);

        await server.SqlAsync("ALTER ROLE shop_clerk VALID UNTIL '2001-01-01'", ct: Ct);
        (await project.ErrorAsync(server, "CP2075", "rotate", "shop/clerk", "--yes")).Text("fix").ShouldContain("ALTER ROLE \"shop_clerk\" VALID UNTIL 'infinity'");
        await server.SqlAsync("ALTER ROLE shop_clerk VALID UNTIL 'infinity'; CREATE ROLE club; GRANT club TO shop_clerk", ct: Ct);
        (await project.ErrorAsync(server, "CP2075", "rotate", "shop/clerk", "--yes")).Text("message").ShouldContain("club");
        await server.SqlAsync("GRANT club TO steward WITH ADMIN OPTION; CREATE ROLE \"shop_clerk~2\"", ct: Ct);
        await project.ErrorAsync(server, "CP2002", "rotate", "shop/clerk", "--yes");
        await server.SqlAsync("DROP ROLE \"shop_clerk~2\"", ct: Ct);
        await server.SqlAsync("CREATE TABLE vault (x int); CREATE POLICY clerks ON vault TO shop_clerk USING (true)", "shop", Ct);
        (await project.ErrorAsync(server, "CP2075", "rotate", "shop/clerk", "--yes")).Text("message").ShouldContain("policy clerks on public.vault");
        await server.SqlAsync("ALTER TABLE vault OWNER TO shop_owner", "shop", Ct);

        (await project.RunAsync("rotate", "shop/clerk", "--yes")).ShouldExit(0);

        // Between the two, somebody makes it impossible to retire the old one
        await server.SqlAsync("ALTER TABLE vault OWNER TO postgres", "shop", Ct);
        await project.ErrorAsync(server, "CP2075", "rotate", "shop/clerk", "--finish", "--yes");
        await server.SqlAsync("ALTER TABLE vault OWNER TO shop_owner", "shop", Ct);
        await server.SqlAsync("CREATE TABLE theirs (x int); ALTER TABLE theirs OWNER TO shop_clerk", "blog", Ct);
        (await project.ErrorAsync(server, "CP2010", "rotate", "shop/clerk", "--finish", "--yes")).Text("message").ShouldContain("blog");
        await server.SqlAsync("DROP TABLE theirs", "blog", Ct);
        (await project.RunAsync("rotate", "shop/clerk", "--finish", "--yes")).ShouldExit(0);
    }

    [Fact]
    public async Task A_pooler_that_does_not_know_the_new_login_keeps_the_old_one_in_the_strings()
    {
        TestPgBouncer.RequireProgram();
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        var port = TestServer.FreePort();
        project.Declare("blog: {}", $"pooler: {{host: 127.0.0.1, port: {port}}}");
        await project.UpAsync();
        await using var pooler = await TestPgBouncer.StartAsync(server, port: port, ct: Ct);

        (await project.RunAsync("rotate", "blog", "--yes", "--json")).ShouldExit(1).Codes.ShouldContain("CP4091");

        var kept = await project.OutputsAsync();
        kept.Username("blog").ShouldBe("blog_app");
        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
        (await project.RunAsync("preview", "--json", "--detailed-exitcode")).ShouldExit(0).Codes.ShouldBe(["CP2077"]);

        await pooler.ReloadUsersAsync(Ct);
        (await project.RunAsync("rotate", "blog", "--yes")).ShouldExit(0);
        (await project.OutputsAsync()).Username("blog").ShouldBe("blog_app~2");
        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
        (await PostgresUrl.RefusalAsync(kept.Pooled("blog")!, ct: Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task A_password_that_somebody_changed_or_that_nobody_knows_is_replaced_by_a_rotation()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");
        await project.UpAsync();
        await server.SqlAsync("ALTER ROLE blog_app PASSWORD 'theirs'", ct: Ct);
        (await project.RunAsync("preview", "--credentials", "--json")).ShouldExit(0).Json.Items("changes").Select(change => change.Text("name")).ShouldBe(["blog_app"]);

        (await project.RunAsync("rotate", "blog", "--yes", "--json")).ShouldExit(0).Codes.ShouldBe(["CP4004"]);

        await project.ShouldGetInAsync("blog");
        (await PostgresUrl.RefusalAsync(server.UrlOf("blog_app", "theirs", "blog"), ct: Ct)).ShouldBeNull("whoever uses it is not locked out until it is retired");
        (await project.RunAsync("rotate", "blog", "--finish", "--yes")).ShouldExit(0);
        (await PostgresUrl.RefusalAsync(server.UrlOf("blog_app", "theirs", "blog"), ct: Ct)).ShouldBe("28P01");
        (await project.RunAsync("preview", "--credentials", "--json", "--detailed-exitcode")).ShouldExit(0);

        // The registry is lost with all passwords: the cluster says which logins the roles have
        (await project.RunAsync("rotate", "todo", "--yes")).ShouldExit(0);
        await server.SqlAsync("DROP SCHEMA carpool CASCADE", ct: Ct);
        var adopted = (await project.RunAsync("adopt", "--all", "--yes", "--json")).ShouldExit(0);
        adopted.Codes.Count(code => code == "CP2024").ShouldBe(2);
        (await server.RowsAsync("SELECT name, standing FROM carpool.login ORDER BY name COLLATE \"C\"", ct: Ct)).ShouldBe(["blog_app~2|", "todo_app|", "todo_app~2|Retiring"]);
        (await project.RunAsync("preview", "--json", "--detailed-exitcode")).ShouldExit(0);
        (await project.RunAsync("rotate", "--all", "--now", "--yes")).ShouldExit(0);
        await project.ShouldGetInAsync("blog");
        await project.ShouldGetInAsync("todo");
        (await project.RunAsync("preview", "--json", "--credentials", "--detailed-exitcode")).ShouldExit(0).Codes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_role_with_two_logins_leaves_comes_back_and_goes_with_both()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\nshop: { roles: { app: , clerk: { access: write } } }");
        await project.UpAsync();
        var old = await project.OutputsAsync();
        (await project.RunAsync("rotate", "shop", "--yes")).ShouldExit(0);
        var fresh = await project.OutputsAsync();

        project.Declare("blog: {}");
        await project.UpAsync();
        foreach (var outputs in (AppOutputs[])[old, fresh]) (await PostgresUrl.RefusalAsync(outputs.Direct("shop"), ct: Ct)).ShouldNotBeNull();
        project.Declare("blog: {}\nshop: { roles: { app: , clerk: { access: write } } }");
        (await project.RunAsync("restore", "shop", "--yes")).ShouldExit(0);
        foreach (var outputs in (AppOutputs[])[old, fresh])
        {
            foreach (var role in (string[])["app", "clerk"]) (await PostgresUrl.RefusalAsync(outputs.Direct("shop", role), ct: Ct)).ShouldBeNull();
        }

        await project.ShouldBeInSyncAsync();

        // The role leaves, and both of its logins with it; what it can do changes for both
        project.Declare("blog: {}\nshop: { roles: { app: { access: read } } }");
        await project.UpAsync();
        (await server.RolesAsync(Ct)).ShouldBe(["blog_app", "blog_owner", "shop_app", "shop_app~2", "shop_owner", "shop_read"]);
        (await project.RunAsync("verify")).ShouldExit(0);
        project.Declare("blog: {}");
        await project.UpAsync();
        (await project.RunAsync("purge", "shop", "--yes")).ShouldExit(0);
        (await server.RolesAsync(Ct)).ShouldBe(["blog_app", "blog_owner"]);
    }
}
