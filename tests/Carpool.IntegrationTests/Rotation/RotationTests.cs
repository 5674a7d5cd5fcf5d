using Carpool.IntegrationTests.Access;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Rotation;

/// <summary>A role gets another login while everybody goes on with the one that it has, and nothing that hangs on the old one is lost with it.</summary>
public sealed class RotationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task Both_logins_work_until_the_old_one_is_retired(int version, AdminKind kind)
    {
        await using var shop = await StockedShop.OpenAsync(version, kind, Ct);
        var (server, project, old) = (shop.Server, shop.Project, shop.Outputs);
        await using var session = await shop.LogInAsync("app", Ct);

        var rotated = (await project.RunAsync("rotate", "shop", "--yes", "--json")).ShouldExit(0);

        rotated.Json.At("applied").GetBoolean().ShouldBeTrue();
        rotated.Json.Items("changes").Where(change => change.Text("action") == "create").Select(change => change.Text("name")).ShouldBe(["shop_app~2", "shop_mover~2", "shop_clerk~2", "shop_auditor~2"], ignoreOrder: true);
        var fresh = await project.OutputsAsync();
        foreach (var secret in fresh.Passwords) server.Log.Contains(secret, StringComparison.Ordinal).ShouldBeFalse("a password is in the server's log");
        foreach (var role in (string[])["app", "mover", "clerk", "auditor"])
        {
            fresh.Username("shop", role).ShouldBe($"shop_{role}~2");
            foreach (var outputs in (AppOutputs[])[old, fresh])
            {
                await using var login = await PostgresUrl.OpenAsync(outputs.Direct("shop", role), ct: Ct);
                (await login.RowsAsync("SELECT current_user", Ct)).ShouldBe([role is "app" or "mover" ? "shop_owner" : outputs.Username("shop", role)]);
                (await login.RowsAsync("SELECT note FROM goods.item", Ct)).ShouldBe(["one"]);
            }
        }

        // What is pending is said, and is no change; the walls hold for eight logins
        var preview = (await project.RunAsync("preview", "--json", "--detailed-exitcode")).ShouldExit(0);
        preview.Json.Items("changes").ShouldBeEmpty();
        preview.Codes.Count(code => code == "CP2076").ShouldBe(4);
        (await project.RunAsync("verify", "--json")).ShouldExit(0).Json.At("probes", "own").GetInt32().ShouldBe(9);
        (await session.RowsAsync("SELECT 1", Ct)).ShouldBe(["1"]);

        (await project.RunAsync("rotate", "--finish", "shop", "--yes")).ShouldExit(0);
        foreach (var role in (string[])["app", "mover", "clerk", "auditor"]) (await PostgresUrl.RefusalAsync(old.Direct("shop", role), ct: Ct)).ShouldBe("28P01");
        await server.WaitUntilGoneAsync("shop_app", Ct);
        (await server.RowsAsync("SELECT rolname FROM pg_roles WHERE rolname LIKE 'shop\\_%' AND rolcanlogin ORDER BY 1", ct: Ct)).ShouldBe(["shop_app~2", "shop_auditor~2", "shop_clerk~2", "shop_mover~2"]);
        await project.ShouldBeInSyncAsync();

        // The names alternate, and each turn retires what the one before left
        await RotateAsync(project);
        await RotateAsync(project);
        (await server.RowsAsync("SELECT name, generation, standing FROM carpool.login WHERE role = 'app' AND app = 'shop' ORDER BY name", ct: Ct)).ShouldBe(["shop_app|3|Retiring", "shop_app~2|4|"]);
        (await PostgresUrl.RefusalAsync(fresh.Direct("shop", "app"), ct: Ct)).ShouldBe("28P01", "another login has its name, with a password of its own");
        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
        (await project.RunAsync("verify")).ShouldExit(0);

        static async Task RotateAsync(TempProject project) => (await project.RunAsync("rotate", "--all", "--yes")).ShouldExit(0);
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task Whatever_hangs_on_the_old_login_goes_to_the_new_one(int version, AdminKind kind)
    {
        await using var shop = await StockedShop.OpenAsync(version, kind, Ct);
        var (server, project) = (shop.Server, shop.Project);
        await server.SqlAsync(
            $"""
            ALTER ROLE shop_clerk CONNECTION LIMIT 7 VALID UNTIL '2099-01-01 00:00:00+00';
            ALTER ROLE shop_clerk SET work_mem = '2MB';
            ALTER ROLE shop_clerk IN DATABASE shop SET lock_timeout = '3s';
            """,
            ct: Ct);
        await using (var admin = await server.OpenAsync("postgres", server.AdminName, Ct)) await admin.RowsAsync("CREATE ROLE staff; GRANT staff TO shop_clerk", Ct);
        await server.SqlAsync("CREATE EXTENSION postgres_fdw; CREATE SERVER \"far Away\" FOREIGN DATA WRAPPER postgres_fdw; ALTER SERVER \"far Away\" OWNER TO shop_owner", "shop", Ct);
        await using (var app = await shop.LogInAsync("app", Ct))
        {
            await app.RowsAsync(
                """
                ALTER TABLE goods.item ENABLE ROW LEVEL SECURITY;
                CREATE POLICY clerks ON goods.item TO shop_clerk USING (true);
                CREATE POLICY pair ON goods.item FOR SELECT TO shop_clerk, shop_auditor USING (id > 0);
                CREATE POLICY everybody ON goods.item FOR DELETE TO PUBLIC USING (false);
                GRANT USAGE ON FOREIGN SERVER "far Away" TO shop_clerk;
                CREATE USER MAPPING FOR shop_clerk SERVER "far Away" OPTIONS (user 'me', password 'it''s secret');
                CREATE USER MAPPING FOR shop_auditor SERVER "far Away";
                """,
                Ct);
        }

        await using (var mine = await shop.LogInAsync("app", Ct)) await mine.RowsAsync("SET ROLE NONE; SELECT lo_from_bytea(77, 'kept')", Ct);

        var rotated = (await project.RunAsync("rotate", "shop", "--yes", "--verbose", "--json")).ShouldExit(0);

        rotated.Everything.ShouldNotContain("s secret");
        (await server.RowsAsync("SELECT rolname, rolconnlimit, to_char(rolvaliduntil AT TIME ZONE 'UTC', 'YYYY-MM-DD') FROM pg_roles WHERE rolname LIKE 'shop_clerk%' ORDER BY 1", ct: Ct))
            .ShouldBe(["shop_clerk|7|2099-01-01", "shop_clerk~2|7|2099-01-01"]);
        (await server.RowsAsync("SELECT s.setdatabase <> 0, unnest(s.setconfig) FROM pg_db_role_setting AS s WHERE s.setrole = 'shop_clerk~2'::regrole ORDER BY 1, 2", ct: Ct)).ShouldBe(["f|work_mem=2MB", "t|lock_timeout=3s"]);
        (await server.RowsAsync("SELECT pg_has_role('shop_clerk~2', 'staff', 'MEMBER')", ct: Ct)).ShouldBe(["t"]);
        (await PoliciesAsync(server)).ShouldBe(["clerks|shop_clerk,shop_clerk~2", "everybody|-", "pair|shop_auditor,shop_auditor~2,shop_clerk,shop_clerk~2"]);
        (await MappingsAsync(server)).ShouldBe(["shop_auditor|", "shop_auditor~2|", "shop_clerk|password=it's secret,user=me", "shop_clerk~2|password=it's secret,user=me"]);
        var fresh = await project.OutputsAsync();
        await using (var clerk = await PostgresUrl.OpenAsync(fresh.Direct("shop", "clerk"), ct: Ct))
        {
            (await clerk.RowsAsync("SELECT note FROM goods.item", Ct)).ShouldBe(["one"]);
            (await clerk.RowsAsync("SHOW lock_timeout", Ct)).ShouldBe(["3s"]);
        }

        // A policy that came in between names the old login only
        await using (var app = await PostgresUrl.OpenAsync(fresh.Direct("shop", "app"), ct: Ct)) await app.RowsAsync("CREATE POLICY late ON goods.item FOR UPDATE TO shop_clerk USING (true)", Ct);
        (await project.RunAsync("rotate", "shop", "--finish", "--yes")).ShouldExit(0);

        (await PoliciesAsync(server)).ShouldBe(["clerks|shop_clerk~2", "everybody|-", "late|shop_clerk~2", "pair|shop_auditor~2,shop_clerk~2"]);
        (await MappingsAsync(server)).ShouldBe(["shop_auditor~2|", "shop_clerk~2|password=it's secret,user=me"]);
        (await server.RowsAsync("SELECT pg_get_userbyid(lomowner), convert_from(lo_get(oid), 'UTF8') FROM pg_largeobject_metadata", "shop", Ct)).ShouldBe(["shop_owner|kept"]);
        (await server.RowsAsync("SELECT count(*) FROM pg_shdepend AS d JOIN pg_roles AS r ON r.oid = d.refobjid WHERE r.rolcanlogin AND r.rolname LIKE 'shop%' AND d.deptype = 'o' AND d.classid <> 'pg_user_mapping'::regclass", ct: Ct)).ShouldBe(["0"]);
    }

    [Fact]
    public async Task A_leak_ends_at_once_and_patience_has_an_end()
    {
        await using var shop = await StockedShop.OpenAsync(ServerMatrix.Newest, AdminKind.Plain, Ct);
        var (server, project, old) = (shop.Server, shop.Project, shop.Outputs);
        await using var leaked = await shop.LogInAsync("app", Ct);

        // Somebody uses it still: nothing is lost but time
        (await project.RunAsync("rotate", "shop/app", "--wait", "1s", "--yes", "--json")).ShouldExit(1).Codes.ShouldBe(["CP4100"]);
        (await leaked.RowsAsync("SELECT 1", Ct)).ShouldBe(["1"]);
        (await PostgresUrl.RefusalAsync(old.Direct("shop", "app"), ct: Ct)).ShouldBeNull();
        (await PostgresUrl.RefusalAsync((await project.OutputsAsync()).Direct("shop", "app"), ct: Ct)).ShouldBeNull();

        // Nobody does
        using (var waiting = await project.StartAsync("rotate", "shop/app", "--finish", "--wait", "1m", "--yes"))
        {
            await Task.Delay(TimeSpan.FromSeconds(2), Ct);
            (await project.RunAsync("up", "--yes", "--lock-timeout", "1s")).ShouldExit(0);
            await leaked.DisposeAsync();
            (await waiting.EndAsync(ct: Ct)).ShouldExit(0).Err.ShouldContain("Waiting until nobody uses them any more: shop_app has 1 session");
        }

        (await PostgresUrl.RefusalAsync(old.Direct("shop", "app"), ct: Ct)).ShouldBe("28P01");

        // At once
        await using var again = await PostgresUrl.OpenAsync((await project.OutputsAsync()).Direct("shop", "app"), ct: Ct);
        (await project.RunAsync("rotate", "shop/app", "--now", "--yes")).ShouldExit(0).Err.ShouldContain("CP2078");
        await server.WaitUntilGoneAsync("shop_app~2", Ct);
        (await server.RowsAsync("SELECT name FROM carpool.login WHERE role = 'app' AND app = 'shop'", ct: Ct)).ShouldBe(["shop_app"]);
        await project.ShouldBeInSyncAsync();
        foreach (var wrong in (string[][])[["--now", "--finish"], ["--in-place", "--wait", "1s"]]) (await project.RunAsync(["rotate", "shop", "--yes", .. wrong])).ShouldExit(64);
    }

    private static Task<IReadOnlyList<string>> PoliciesAsync(TestServer server) => server.RowsAsync(
        """
        SELECT p.polname, COALESCE((SELECT string_agg(r.rolname, ',' ORDER BY r.rolname COLLATE "C") FROM pg_roles AS r WHERE r.oid = ANY (p.polroles)), '-')
          FROM pg_policy AS p ORDER BY 1
        """,
        "shop",
        Ct);

    private static Task<IReadOnlyList<string>> MappingsAsync(TestServer server) => server.RowsAsync(
        "SELECT m.usename, (SELECT string_agg(o, ',' ORDER BY o) FROM unnest(m.umoptions) AS o) FROM pg_user_mappings AS m ORDER BY m.usename", "shop", Ct);
}
