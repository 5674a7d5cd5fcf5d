using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Access;

/// <summary>Grants and owners inside an app's database that are not what the manifest says: shown by a plan, mended by `up`.</summary>
public sealed class GrantDriftTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What the app itself may do in its own database, and how the plan tells it.</summary>
    private static readonly (string Act, string Told)[] s_acts =
    [
        ("GRANT INSERT ON goods.item TO shop_read", "- grant INSERT on table goods.item to shop_read"),
        ("GRANT SELECT, DELETE ON goods.event TO PUBLIC", "- grant DELETE, SELECT on table goods.event to PUBLIC"),
        ("GRANT SELECT ON goods.seen TO shop_read WITH GRANT OPTION", "~ grant SELECT on table goods.seen to shop_read"),
        ("REVOKE SELECT ON goods.counted, goods.event_1 FROM shop_read", "+ grant SELECT on 2 tables of schema goods to shop_read"),
        ("GRANT SELECT ON goods.item TO shop_clerk WITH GRANT OPTION", "- grant SELECT on table goods.item to shop_clerk"),
        ("GRANT UPDATE (note) ON goods.item TO shop_read", "- grant UPDATE on column note of goods.item to shop_read"),
        ("""GRANT SELECT ("a column") ON goods."Odd One" TO blog_app""", """- grant SELECT on column a column of goods."Odd One" to blog_app"""),
        ("GRANT EXECUTE ON FUNCTION goods.twice(int) TO PUBLIC", "- grant EXECUTE on function goods.twice(integer) to PUBLIC"),
        ("REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA goods FROM shop_write", "+ grant EXECUTE on 3 functions of schema goods to shop_write"),
        ("GRANT UPDATE ON goods.number TO shop_write", "- grant UPDATE on sequence goods.number to shop_write"),
        ("REVOKE USAGE ON SCHEMA goods FROM shop_read", "+ grant USAGE on schema goods to shop_read"),
        ("GRANT CREATE ON SCHEMA goods TO shop_write", "- grant CREATE on schema goods to shop_write"),
        ("CREATE SCHEMA late; REVOKE ALL ON SCHEMA late FROM shop_read", "+ grant USAGE on schema late to shop_read"),
        ("ALTER DEFAULT PRIVILEGES GRANT INSERT ON TABLES TO shop_read", "~ default privilege new tables of shop_owner\n"),
        ("ALTER DEFAULT PRIVILEGES REVOKE SELECT ON SEQUENCES FROM shop_read", "~ default privilege new sequences of shop_owner\n"),
        ("ALTER DEFAULT PRIVILEGES IN SCHEMA goods GRANT INSERT ON TABLES TO shop_read", "~ default privilege new tables of shop_owner in goods"),
    ];

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task What_the_app_grants_away_is_brought_back(int version, AdminKind kind)
    {
        await using var shop = await StockedShop.OpenAsync(version, kind, Ct);
        var (server, project) = (shop.Server, shop.Project);
        await using (var app = await shop.LogInAsync("app", Ct))
        {
            foreach (var (act, _) in s_acts) await app.RowsAsync(act, Ct);
        }

        var preview = (await project.RunAsync("preview")).ShouldExit(0).Out;
        foreach (var (act, told) in s_acts) preview.ShouldContain(told, Case.Sensitive, act);
        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
    }

    /// <summary>Who may grant on goes, and with it what was passed on (several grantors on one object).</summary>
    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task What_others_passed_on_goes_with_their_right_to_do_so(int version, AdminKind kind)
    {
        await using var shop = await StockedShop.OpenAsync(version, kind, Ct);
        var (server, project) = (shop.Server, shop.Project);
        await using (var app = await shop.LogInAsync("app", Ct))
        {
            await app.RowsAsync("GRANT SELECT, INSERT ON goods.item TO shop_clerk WITH GRANT OPTION; GRANT SELECT (note) ON goods.item TO shop_clerk WITH GRANT OPTION", Ct);
        }

        await using (var clerk = await shop.LogInAsync("clerk", Ct))
        {
            await clerk.RowsAsync("GRANT INSERT ON goods.item TO shop_auditor, shop_read WITH GRANT OPTION; GRANT SELECT ON goods.item TO shop_read; GRANT SELECT (note) ON goods.item TO shop_auditor", Ct);
        }

        await using (var auditor = await shop.LogInAsync("auditor", Ct))
        {
            (await Shop.RefusalAsync(auditor, "INSERT INTO goods.item VALUES (7)", Ct)).ShouldBeNull();
        }

        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
        (await server.RowsAsync("SELECT a.grantor::regrole FROM pg_class AS c, aclexplode(c.relacl) AS a WHERE c.oid = 'goods.item'::regclass AND a.grantor <> c.relowner", "shop", Ct)).ShouldBeEmpty();
        (await server.RowsAsync("SELECT attname FROM pg_attribute, aclexplode(attacl) WHERE attrelid = 'goods.item'::regclass", "shop", Ct)).ShouldBeEmpty();
    }

    /// <summary>Made by the admin, by a stranger who may create, by a superuser: each object of every kind comes to the owner, but what the admin has no power over, which is told.</summary>
    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task What_others_own_comes_to_the_owner(int version, AdminKind kind)
    {
        await using var shop = await StockedShop.OpenAsync(version, kind, Ct);
        var (server, project) = (shop.Server, shop.Project);
        var more =
            """
            CREATE DOMAIN strange.even AS int;
            CREATE COLLATION strange.c (LOCALE = 'C');
            CREATE STATISTICS strange.st ON id, note FROM strange.item;
            CREATE TEXT SEARCH CONFIGURATION strange.words (COPY = pg_catalog.simple);
            CREATE OPERATOR strange.@@@ (LEFTARG = int, RIGHTARG = int, FUNCTION = int4pl);
            SELECT lo_create(4711);
            """;
        await using (var admin = await server.OpenAsync("shop", server.AdminName, Ct)) await admin.RowsAsync(Shop.Objects("strange") + more, Ct);

        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
        (await server.RowsAsync("SELECT DISTINCT pg_get_userbyid(refobjid) FROM pg_shdepend WHERE deptype = 'o' AND dbid = (SELECT oid FROM pg_database WHERE datname = 'shop')", ct: Ct)).ShouldBe(["shop_owner"]);
        await using (var auditor = await shop.LogInAsync("auditor", Ct)) (await auditor.RowsAsync("SELECT note FROM strange.item", Ct)).ShouldBe(["one"]);

        await server.SqlAsync("CREATE TABLE goods.by_superuser (x int); GRANT SELECT (x) ON goods.by_superuser TO shop_clerk; GRANT INSERT ON goods.by_superuser TO shop_read", "shop", Ct);
        var preview = await project.RunAsync("preview", "--json");
        if (kind is AdminKind.Superuser)
        {
            preview.ShouldExit(0).Json.Items("changes").ShouldNotBeEmpty();
            await project.UpAsync();
            await project.ShouldBeInSyncAsync();
        }
        else
        {
            preview.ShouldExit(0).Codes.ShouldContain("CP2026");
            preview.Json.Items("changes").ShouldBeEmpty(preview.ToString());
        }
    }
}
