using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Hostile;

/// <summary>A registry that somebody made before Carpool, or put something into: it is refused, and nothing in it runs.</summary>
[Slow]
public sealed class PlantedRegistryTests
{
    private const string Canary =
        """
        CREATE SCHEMA trap;
        CREATE TABLE trap.log (what text);
        CREATE SEQUENCE trap.steps;
        CREATE FUNCTION trap.canary() RETURNS bool LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN PERFORM pg_catalog.nextval('trap.steps'); INSERT INTO trap.log VALUES ('ran'); RETURN true; END $$;
        CREATE FUNCTION trap.on_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM trap.canary(); RETURN NEW; END $$;
        CREATE FUNCTION trap.word(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN PERFORM trap.canary(); RETURN $1; END $$;
        CREATE DOMAIN trap.text AS text CHECK (trap.canary());
        CREATE COLLATION trap.other FROM "C";
        GRANT USAGE ON SCHEMA trap TO PUBLIC;
        """;

    /// <summary>Made by mallory before Carpool came: the tables as Carpool makes them, and what watches them.</summary>
    private static readonly string[] s_before =
    [
        "CREATE SCHEMA carpool",
        "CREATE SCHEMA carpool; GRANT ALL ON SCHEMA carpool TO PUBLIC; CREATE VIEW carpool.version AS SELECT 1 AS version WHERE trap.canary(); GRANT ALL ON carpool.version TO PUBLIC",
        "CREATE SCHEMA carpool; GRANT ALL ON SCHEMA carpool TO PUBLIC; CREATE TABLE carpool.version (version int PRIMARY KEY); INSERT INTO carpool.version VALUES (1); GRANT ALL ON carpool.version TO PUBLIC; "
            + "CREATE TABLE carpool.stack (name text PRIMARY KEY, key_fingerprint text DEFAULT trap.word('x')); GRANT ALL ON carpool.stack TO PUBLIC; CREATE TRIGGER spy BEFORE INSERT ON carpool.stack FOR EACH ROW EXECUTE FUNCTION trap.on_change()",
    ];

    /// <summary>Put into a registry in use, by whoever could; how it goes again; what the message says of it.</summary>
    private static readonly (string Plant, string Remove, string Says)[] s_later =
    [
        ("CREATE TRIGGER spy BEFORE INSERT ON carpool.app FOR EACH ROW EXECUTE FUNCTION trap.on_change()", "DROP TRIGGER spy ON carpool.app", "trigger spy"),
        ("CREATE RULE spy AS ON INSERT TO carpool.apply DO ALSO SELECT trap.canary()", "DROP RULE spy ON carpool.apply", "rule spy"),
        ("CREATE POLICY spy ON carpool.login USING (trap.canary()); ALTER TABLE carpool.login ENABLE ROW LEVEL SECURITY; ALTER TABLE carpool.login FORCE ROW LEVEL SECURITY",
            "DROP POLICY spy ON carpool.login; ALTER TABLE carpool.login NO FORCE ROW LEVEL SECURITY; ALTER TABLE carpool.login DISABLE ROW LEVEL SECURITY", "policy spy"),
        ("ALTER TABLE carpool.app ENABLE ROW LEVEL SECURITY; ALTER TABLE carpool.app FORCE ROW LEVEL SECURITY",
            "ALTER TABLE carpool.app NO FORCE ROW LEVEL SECURITY; ALTER TABLE carpool.app DISABLE ROW LEVEL SECURITY", "row security"),
        ("ALTER TABLE carpool.app ALTER name SET DEFAULT trap.word('x')", "ALTER TABLE carpool.app ALTER name DROP DEFAULT", "default"),
        ("ALTER TABLE carpool.app ADD spy text GENERATED ALWAYS AS (trap.word(name)) STORED", "ALTER TABLE carpool.app DROP spy", "generated"),
        ("ALTER TABLE carpool.login ADD CONSTRAINT spy CHECK (trap.canary())", "ALTER TABLE carpool.login DROP CONSTRAINT spy", "constraint spy"),
        ("ALTER TABLE carpool.app ALTER owner TYPE trap.text", "ALTER TABLE carpool.app ALTER owner TYPE pg_catalog.text", "column owner"),
        ("ALTER TABLE carpool.app ALTER owner TYPE pg_catalog.text COLLATE trap.other", "ALTER TABLE carpool.app ALTER owner TYPE pg_catalog.text COLLATE \"default\"", "column owner"),
        ("CREATE INDEX spy ON carpool.login (trap.word(name))", "DROP INDEX carpool.spy", "spy"),
        ("ALTER TABLE carpool.apply DROP CONSTRAINT apply_pkey; CREATE INDEX apply_pkey ON carpool.apply (trap.word(command))", "DROP INDEX carpool.apply_pkey; ALTER TABLE carpool.apply ADD PRIMARY KEY (stack, started_at, command)", "apply_pkey is no plain index"),
        ("CREATE TABLE trap.child () INHERITS (carpool.login)", "DROP TABLE trap.child", "inherit"),
        ("CREATE TABLE carpool.extra (id int)", "DROP TABLE carpool.extra", "extra"),
        ("GRANT CREATE ON SCHEMA carpool TO mallory", "REVOKE CREATE ON SCHEMA carpool FROM mallory", "mallory"),
        ("GRANT TRIGGER ON carpool.app TO mallory", "REVOKE TRIGGER ON carpool.app FROM mallory", "mallory"),
        ("GRANT INSERT ON carpool.stack TO PUBLIC", "REVOKE INSERT ON carpool.stack FROM PUBLIC", "PUBLIC"),
        ("GRANT UPDATE (standing) ON carpool.app TO mallory", "REVOKE UPDATE (standing) ON carpool.app FROM mallory", "mallory"),
        ("ALTER TABLE carpool.app OWNER TO mallory", "ALTER TABLE carpool.app OWNER TO {admin}", "belongs to mallory"),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task Is_refused_and_runs_nothing(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        await server.SqlAsync($"CREATE ROLE mallory LOGIN CREATEDB PASSWORD 'm'; GRANT CREATE ON DATABASE postgres TO mallory; {Canary}", ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        foreach (var plant in s_before)
        {
            await ByMalloryAsync(server, plant);
            await ShouldBeRefusedAsync(server, project, "belongs to mallory");
            await server.SqlAsync("DROP SCHEMA carpool CASCADE", ct: Ct);
        }

        await ByMalloryAsync(server, "CREATE DATABASE carpool");
        await ShouldBeRefusedAsync(server, project, "database carpool belongs to mallory");
        await server.SqlAsync("DROP DATABASE carpool", ct: Ct);
        (await server.DatabasesAsync(Ct)).ShouldBeEmpty();

        await project.UpAsync("--allow", "CP3002");
        foreach (var (plant, remove, says) in s_later)
        {
            await server.SqlAsync(plant, ct: Ct);
            await server.SqlAsync("TRUNCATE trap.log; ALTER SEQUENCE trap.steps RESTART", ct: Ct);
            await ShouldBeRefusedAsync(server, project, says);
            await server.SqlAsync(remove.Replace("{admin}", server.AdminName, StringComparison.Ordinal), ct: Ct);
        }

        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("verify")).ShouldExit(0);
    }

    private static async Task ShouldBeRefusedAsync(TestServer server, TempProject project, string says)
    {
        var refused = (await project.RunAsync("up", "--yes", "--json")).ShouldExit(1);
        refused.Codes.ShouldBe(["CP2022"], refused.ToString());
        refused.Json.Items("diagnostics")[0].Text("message").ShouldContain(says);
        (await server.RowsAsync("SELECT what FROM trap.log", ct: Ct)).ShouldBeEmpty(says);
        (await server.RowsAsync("SELECT is_called FROM trap.steps", ct: Ct)).ShouldBe(["f"], says);
    }

    private static async Task ByMalloryAsync(TestServer server, string sql)
    {
        await using var session = await PostgresUrl.OpenAsync(server.UrlOf("mallory", "m", "postgres"), ct: Ct);
        await using var command = new NpgsqlCommand(sql, session);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
