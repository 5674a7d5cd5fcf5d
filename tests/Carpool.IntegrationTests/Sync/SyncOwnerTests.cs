using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Sync;

/// <summary>Mode `owner`: all that is in the app's database is one owner's, what the engine makes too, and nothing is left of it once the mode goes.</summary>
public sealed class SyncOwnerTests
{
    private const string Everything =
        """
        CREATE SEQUENCE goods.counter;
        CREATE TYPE goods.mood AS ENUM ('fine');
        CREATE FUNCTION goods.twice(n int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT n * 2';
        CREATE INDEX item_twice ON goods.item (goods.twice(id));
        CREATE VIEW goods.seen AS SELECT id FROM goods.item;
        CREATE MATERIALIZED VIEW goods.kept AS SELECT id FROM goods.item;
        CREATE TABLE goods.line (id serial PRIMARY KEY, code text REFERENCES goods.odd (code) ON DELETE CASCADE, mood goods.mood)
        """;

    private const string Migration =
        "ALTER TABLE goods.item ADD COLUMN extra int; CREATE INDEX item_extra ON goods.item (goods.twice(extra)); ALTER TABLE goods.item DROP COLUMN extra; "
        + "CREATE TABLE goods.event_3 PARTITION OF goods.event FOR VALUES FROM (20) TO (30); DROP TABLE goods.event_3; ALTER TYPE goods.mood ADD VALUE IF NOT EXISTS 'sad'; "
        + "REFRESH MATERIALIZED VIEW goods.kept; INSERT INTO goods.odd VALUES (1, 'x'); INSERT INTO goods.line (code) VALUES ('x'); DELETE FROM goods.odd";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<int, AdminKind> Fit => SyncedShop.Fit;

    [Theory]
    [MemberData(nameof(Fit))]
    public async Task The_engine_publishes_and_keeps_nothing_and_the_app_goes_on(int version, AdminKind kind)
    {
        await using var shop = await SyncedShop.OpenAsync(version, kind, Ct);
        await shop.AsAppAsync(Everything, Ct);
        var before = await CatalogAsync(shop);
        shop.Declare("electric: { mode: owner }");
        await shop.Project.UpAsync();
        await shop.Project.ShouldBeInSyncAsync();
        var url = (await shop.Project.OutputsAsync()).Direct("shop", "electric");
        await using (var electric = new ElectricClient(url, "shop"))
        {
            (await electric.ConnectAsync(Ct)).ShouldBeTrue("the publication is its own");
            foreach (var table in new[] { "goods.event", "goods.item" }) await electric.PublishAsync(table, Ct);
            (await electric.SnapshotAsync("goods.item", Ct)).ShouldBe(["1|one"]);
            await shop.AsAppAsync("INSERT INTO goods.item VALUES (2, 'two'); UPDATE goods.item SET note = 'deux' WHERE id = 2; INSERT INTO goods.event VALUES (3, 'three'); UPDATE goods.event SET note = 'trois'", Ct);
            (await electric.StreamAsync(4, Ct)).ShouldBe(["insert item", "update item", "insert event_1", "update event_1"]);
        }

        await using (var engine = await PostgresUrl.OpenAsync(url, ct: Ct))
        {
            await engine.RowsAsync("CREATE SCHEMA engine; CREATE TABLE engine.state (id serial PRIMARY KEY); CREATE TABLE goods.notes (); CREATE FUNCTION goods.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE TYPE engine.pair AS (a int)", Ct);
            await engine.RowsAsync("SET ROLE shop_owner; CREATE TABLE goods.as_owner (); RESET ROLE", Ct);
        }

        await shop.Project.UpAsync();
        await shop.Project.ShouldBeInSyncAsync();
        (await OwnedByEngineAsync(shop)).ShouldBe(["publication electric_publication_shop"]);
        (await shop.Project.RunAsync("verify", "--json")).ShouldExit(0).Json.At("isolated").GetBoolean().ShouldBeTrue();
        await shop.AsAppAsync(Migration, Ct);
        await shop.AsAppAsync("DROP SCHEMA engine CASCADE; DROP TABLE goods.notes, goods.as_owner; DROP FUNCTION goods.mine()", Ct);

        // Up to 15 a member may always become what it is a member of: there is nothing between these two modes
        foreach (var mode in version < 16 ? new[] { "manual", "owner-group" } : ["manual", "owner", "owner-group"])
        {
            shop.Declare($"electric: {{ mode: {mode} }}");
            await shop.Project.UpAsync();
            await shop.Project.ShouldBeInSyncAsync();
            await using var engine = await PostgresUrl.OpenAsync(url, ct: Ct);
            (await Access.Shop.RefusalAsync(engine, "SET ROLE shop_owner", Ct)).ShouldBe(mode is "owner" || (version < 16 && mode is "owner-group") ? null : "42501", mode);
            await shop.AsAppAsync(Migration, Ct);
        }

        shop.Project.Declare("shop: {}\nblog: {}");
        await shop.Project.UpAsync();
        await shop.Project.ShouldBeInSyncAsync();
        (await CatalogAsync(shop)).ShouldBe(before);
        (await shop.Server.RolesAsync(Ct)).ShouldBe(["blog_app", "blog_owner", "shop_app", "shop_owner"]);
    }

    [Theory]
    [MemberData(nameof(Fit))]
    public async Task A_table_of_somebody_else_is_taken_over_or_blocks(int version, AdminKind kind)
    {
        await using var shop = await SyncedShop.OpenAsync(version, kind, Ct);
        await shop.Server.SqlAsync("CREATE TABLE goods.theirs (id int PRIMARY KEY)", "shop", Ct);
        foreach (var mode in new[] { "owner", "owner-group", "manual" })
        {
            shop.Declare($"electric: {{ mode: {mode} }}");
            if (kind is AdminKind.Superuser) break;
            (await shop.Project.RunAsync("up", "--yes", "--json")).ShouldExit(1).Codes.ShouldContain("CP2090", mode);
            (await shop.Server.RolesAsync(Ct)).ShouldNotContain("shop_electric", "nothing was done");
        }

        if (kind is AdminKind.Plain) await shop.Server.SqlAsync("ALTER TABLE goods.theirs OWNER TO shop_owner", "shop", Ct);
        await shop.Project.UpAsync();
        await shop.Project.ShouldBeInSyncAsync();
        await shop.AsAppAsync("ALTER TABLE goods.theirs ADD COLUMN note text", Ct);
    }

    private static Task<IReadOnlyList<string>> OwnedByEngineAsync(SyncedShop shop) => shop.Server.RowsAsync(
        "SELECT i.type || ' ' || i.identity FROM pg_shdepend d CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, 0) i "
        + "WHERE d.refobjid = 'shop_electric'::regrole AND d.deptype = 'o' AND d.dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) ORDER BY 1",
        "shop",
        Ct);

    /// <summary>Everything in the schema with its owner and who may do what, what tables tell, and who is a member of whom.</summary>
    private static Task<IReadOnlyList<string>> CatalogAsync(SyncedShop shop) => shop.Server.RowsAsync(
        """
        SELECT o.what || ' ' || pg_get_userbyid(o.owner) || ' ' || COALESCE((SELECT string_agg(a.grantee::regrole || ':' || a.privilege_type, ',' ORDER BY a.grantee::regrole::text, a.privilege_type) FROM aclexplode(o.acl) a), '')
          FROM (SELECT 'class ' || c.relname || ' ' || c.relreplident::text AS what, c.relowner AS owner, COALESCE(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner)) AS acl
                  FROM pg_class c WHERE c.relnamespace = 'goods'::regnamespace AND c.relkind <> 'c'
                 UNION ALL
                SELECT 'function ' || p.proname, p.proowner, COALESCE(p.proacl, acldefault('f', p.proowner)) FROM pg_proc p WHERE p.pronamespace = 'goods'::regnamespace
                 UNION ALL
                SELECT 'type ' || t.typname, t.typowner, COALESCE(t.typacl, acldefault('T', t.typowner)) FROM pg_type t WHERE t.typnamespace = 'goods'::regnamespace
                 UNION ALL
                SELECT 'schema ' || n.nspname, n.nspowner, COALESCE(n.nspacl, acldefault('n', n.nspowner)) FROM pg_namespace n WHERE n.nspname IN ('goods', 'public', 'engine')
                 UNION ALL
                SELECT 'publication ' || p.pubname, p.pubowner, NULL FROM pg_publication p) AS o
         UNION ALL
        SELECT 'member ' || m.member::regrole || ' ' || m.roleid::regrole FROM pg_auth_members m WHERE m.roleid::regrole::text ~ '^shop'
         ORDER BY 1
        """,
        "shop",
        Ct);
}
