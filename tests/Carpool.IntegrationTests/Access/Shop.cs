using Carpool.IntegrationTests.Server;
using Npgsql;

namespace Carpool.IntegrationTests.Access;

/// <summary>An app with an object of every kind that has privileges, and what a login may do with them.</summary>
internal static class Shop
{
    /// <summary>One login of each access.</summary>
    public const string AllRoles =
        "shop: { roles: { app: , mover: { access: migrate }, clerk: { access: write }, auditor: { access: read } } }\nblog: {}";

    /// <summary>What migrations leave behind in a schema of their own.</summary>
    public static string Objects(string schema) =>
        $"""
        CREATE SCHEMA {schema};
        CREATE TABLE {schema}.item (id int PRIMARY KEY, note text);
        INSERT INTO {schema}.item VALUES (1, 'one');
        CREATE VIEW {schema}.seen AS SELECT id, note FROM {schema}.item;
        CREATE MATERIALIZED VIEW {schema}.counted AS SELECT count(*) AS items FROM {schema}.item;
        CREATE TABLE {schema}.event (at int, note text) PARTITION BY RANGE (at);
        CREATE TABLE {schema}.event_1 PARTITION OF {schema}.event FOR VALUES FROM (0) TO (10);
        CREATE TABLE {schema}."Odd One" (id serial PRIMARY KEY, "a column" text);
        CREATE SEQUENCE {schema}.number;
        CREATE TYPE {schema}.mood AS ENUM ('glad', 'sad');
        CREATE FUNCTION {schema}.twice(n int) RETURNS int LANGUAGE sql AS 'SELECT n * 2';
        CREATE FUNCTION {schema}.twice(m {schema}.mood) RETURNS text LANGUAGE sql AS 'SELECT m::text || m::text';
        CREATE PROCEDURE {schema}.nothing() LANGUAGE sql AS '';
        CREATE AGGREGATE {schema}.product(int) (SFUNC = int4mul, STYPE = int, INITCOND = '1');
        """;

    /// <summary>A foreign table that reads a file: a superuser makes it, and gives it to the app.</summary>
    public static string ForeignTable(string schema) =>
        $"""
        CREATE EXTENSION file_fdw;
        CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
        CREATE FOREIGN TABLE {schema}.listed (line text) SERVER files OPTIONS (filename '/etc/passwd');
        ALTER FOREIGN TABLE {schema}.listed OWNER TO shop_owner;
        """;

    /// <summary>Whoever reads tables reads that one.</summary>
    public static (string Act, string May) ReadForeignTable(string schema) => ($"SELECT * FROM {schema}.listed", "app mover clerk auditor");

    /// <summary>Each act, and who may do it: everybody who is not named is refused with 42501.</summary>
    public static IEnumerable<(string Act, string May)> Acts(string schema) =>
    [
        ($"SELECT * FROM {schema}.item", "app mover clerk auditor"),
        ($"SELECT * FROM {schema}.seen", "app mover clerk auditor"),
        ($"SELECT * FROM {schema}.counted", "app mover clerk auditor"),
        ($"SELECT * FROM {schema}.event", "app mover clerk auditor"),
        ($"SELECT * FROM {schema}.event_1", "app mover clerk auditor"),
        ($"""SELECT "a column" FROM {schema}."Odd One" """, "app mover clerk auditor"),
        ($"SELECT last_value FROM {schema}.number", "app mover clerk auditor"),
        ($"SELECT 'glad'::{schema}.mood", "app mover clerk auditor"),
        ($"SELECT {schema}.twice(2)", "app mover clerk auditor"),
        ($"SELECT {schema}.twice('sad'::{schema}.mood)", "app mover clerk auditor"),
        ($"CALL {schema}.nothing()", "app mover clerk auditor"),
        ($"SELECT {schema}.product(id) FROM {schema}.item", "app mover clerk auditor"),
        ($"INSERT INTO {schema}.item VALUES (2)", "app mover clerk"),
        ($"UPDATE {schema}.item SET note = 'x'", "app mover clerk"),
        ($"UPDATE {schema}.seen SET note = 'x'", "app mover clerk"),
        ($"DELETE FROM {schema}.item", "app mover clerk"),
        ($"INSERT INTO {schema}.event VALUES (1)", "app mover clerk"),
        ($"""INSERT INTO {schema}."Odd One" ("a column") VALUES ('x')""", "app mover clerk"),
        ($"SELECT nextval('{schema}.number')", "app mover clerk"),
        ($"SELECT id FROM {schema}.item FOR UPDATE", "app mover clerk"),
        ("CREATE TEMPORARY TABLE scratch (x int)", "app mover clerk"),
        ($"TRUNCATE {schema}.item", "app mover"),
        ($"SELECT setval('{schema}.number', 9)", "app mover"),
        ($"ALTER TABLE {schema}.item ADD COLUMN more int", "app mover"),
        ($"CREATE INDEX ON {schema}.item (note)", "app mover"),
        ($"CREATE TRIGGER t BEFORE INSERT ON {schema}.item FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()", "app mover"),
        ($"ALTER TABLE {schema}.item OWNER TO CURRENT_USER", "app mover"),
        ($"REFRESH MATERIALIZED VIEW {schema}.counted", "app mover"),
        ($"VACUUM {schema}.item", "app mover"),
        ($"DROP TABLE {schema}.event", "app mover"),
        ($"GRANT SELECT ON {schema}.item TO PUBLIC", "app mover"),
        ($"CREATE TABLE {schema}.mine (x int)", "app mover"),
        ($"CREATE FUNCTION {schema}.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'", "app mover"),
        ("CREATE SCHEMA mine", "app mover"),
        ("CREATE PUBLICATION mine", "app mover"),
        ("CREATE EXTENSION citext", "app mover"),
        ("SET ROLE shop_owner", "app mover"),
        ("ALTER DEFAULT PRIVILEGES FOR ROLE shop_owner GRANT ALL ON TABLES TO PUBLIC", "app mover"),
        ("SET ROLE blog_owner", ""),
        ("SET ROLE blog_app", ""),
        ("CREATE DATABASE mine", ""),
        ("CREATE ROLE mine", ""),
        ("ALTER DATABASE shop SET search_path = ''", ""),
        ("GRANT CONNECT ON DATABASE shop TO blog_app", ""),
        ("GRANT shop_owner TO blog_app", ""),
        ("ALTER ROLE shop_auditor LOGIN", ""),
    ];

    /// <summary>The SQLSTATE of an act that is tried and taken back, or null where it is allowed. VACUUM says no by a warning.</summary>
    public static async Task<string?> RefusalAsync(NpgsqlConnection session, string act, CancellationToken ct)
    {
        string? warned = null;
        void Hear(object sender, NpgsqlNoticeEventArgs args) => warned ??= args.Notice.Severity == "WARNING" ? "42501" : null;
        session.Notice += Hear;
        try
        {
            var isAlone = act.StartsWith("VACUUM", StringComparison.Ordinal) || act.StartsWith("CREATE DATABASE", StringComparison.Ordinal);
            await session.RowsAsync(isAlone ? act : $"BEGIN; {act}", ct);
            return warned;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
        finally
        {
            session.Notice -= Hear;
            await session.RowsAsync("ROLLBACK", ct);
        }
    }
}
