namespace Carpool.IntegrationTests.Hostile;

/// <summary>
/// Objects of an app that bear the names of the catalog's own. Whatever runs one of them calls `canary()`, which leaves a row as its
/// own owner, and a step of a sequence where the row is rolled back.
/// </summary>
internal static class PlantedSchema
{
    /// <summary>The schemas that hold them, which go into everybody's search_path.</summary>
    private static readonly string[] s_schemas = ["evil", "public"];

    private static readonly string[] s_operators = ["=", "<>", "||", "~", "!~", "<", ">=", "->>"];

    private static readonly string[] s_types = ["text", "name", "oid", "int4", "bool", "aclitem", "\"char\""];

    private static readonly string[] s_views =
    [
        "pg_roles", "pg_authid", "pg_database", "pg_namespace", "pg_class", "pg_auth_members", "pg_db_role_setting", "pg_default_acl", "pg_shdepend",
        "pg_stat_activity", "pg_replication_slots", "pg_prepared_xacts", "pg_settings", "pg_trigger",
    ];

    private static readonly (string Name, string Arguments, string Returns)[] s_functions =
    [
        ("current_setting", "text", "text"), ("current_setting", "text, boolean", "text"), ("set_config", "text, text, boolean", "text"), ("pg_get_userbyid", "oid", "name"),
        ("current_database", "", "name"), ("version", "", "text"), ("pg_backend_pid", "", "int"), ("pg_terminate_backend", "int", "boolean"), ("pg_terminate_backend", "int, bigint", "boolean"),
        ("pg_try_advisory_lock", "bigint", "boolean"), ("pg_advisory_lock", "bigint", "boolean"), ("to_regnamespace", "text", "oid"), ("to_regclass", "text", "oid"),
        ("has_database_privilege", "name, text, text", "boolean"), ("pg_has_role", "name, text", "boolean"), ("pg_database_size", "oid", "bigint"), ("pg_relation_size", "oid", "bigint"),
        ("split_part", "text, text, int", "text"), ("to_jsonb", "anyelement", "jsonb"), ("unnest", "anyarray", "text"), ("acldefault", "\"char\", oid", "text"),
    ];

    /// <summary>One statement that plants everything; run as the owner.</summary>
    public static string Sql => $"""
        CREATE SCHEMA evil;
        GRANT ALL ON SCHEMA evil TO PUBLIC;
        CREATE TABLE evil.canary_log (at timestamptz, who text, what text);
        CREATE SEQUENCE evil.canary_count;
        CREATE FUNCTION evil.canary(what text) RETURNS pg_catalog.bool LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
          PERFORM pg_catalog.nextval('evil.canary_count');
          INSERT INTO evil.canary_log VALUES (pg_catalog.now(), SESSION_USER, what);
          RETURN true;
        END $$;
        GRANT EXECUTE ON FUNCTION evil.canary(text) TO PUBLIC;
        {string.Concat(s_schemas.Select(In))}
        CREATE TABLE evil.holder (id int);
        CREATE TRIGGER holder_touched BEFORE INSERT OR UPDATE OR DELETE ON evil.holder FOR EACH STATEMENT EXECUTE FUNCTION evil.on_change();
        CREATE SCHEMA carpool;
        GRANT ALL ON SCHEMA carpool TO PUBLIC;
        {string.Concat(new[] { "version", "stack", "app", "login", "apply" }.Select(table => $"""
            CREATE TABLE carpool.{table} (stack text, name text, version int);
            GRANT ALL ON carpool.{table} TO PUBLIC;
            CREATE TRIGGER spy BEFORE INSERT OR UPDATE OR DELETE ON carpool.{table} FOR EACH STATEMENT EXECUTE FUNCTION evil.on_change();
            """))}
        """;

    private static string In(string schema) => $"""
        CREATE FUNCTION {schema}.on_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM evil.canary('trigger'); RETURN NULL; END $$;
        {string.Concat(s_views.Select(view => $"CREATE VIEW {schema}.{view} AS SELECT c.*, evil.canary('{view}') FROM pg_catalog.{view} AS c WHERE evil.canary('{view}');\nGRANT SELECT ON {schema}.{view} TO PUBLIC;\n"))}
        {string.Concat(s_functions.Select(function => $"""
            CREATE FUNCTION {schema}.{function.Name}({function.Arguments}) RETURNS {function.Returns} LANGUAGE plpgsql AS $$ BEGIN PERFORM evil.canary('{function.Name}'); RETURN NULL; END $$;
            GRANT EXECUTE ON FUNCTION {schema}.{function.Name}({function.Arguments}) TO PUBLIC;

            """))}
        {string.Concat(s_types.SelectMany(type => new[] { "text", type }.Distinct(StringComparer.Ordinal).SelectMany(right => s_operators.Select((symbol, number) => Operator(schema, symbol, $"op_{number}", type, right)))))}
        CREATE DOMAIN {schema}.text AS pg_catalog.text CHECK (evil.canary('domain text'));
        CREATE DOMAIN {schema}.int8 AS pg_catalog.int8 CHECK (evil.canary('domain int8'));
        CREATE DOMAIN {schema}.int4 AS pg_catalog.int4 CHECK (evil.canary('domain int4'));
        CREATE TYPE {schema}.regclass AS (v pg_catalog.text);
        CREATE FUNCTION {schema}.to_regclass_of(pg_catalog.text) RETURNS {schema}.regclass LANGUAGE plpgsql AS $$ BEGIN PERFORM evil.canary('cast'); RETURN NULL; END $$;
        CREATE CAST (pg_catalog.text AS {schema}.regclass) WITH FUNCTION {schema}.to_regclass_of(pg_catalog.text) AS IMPLICIT;

        """;

    private static string Operator(string schema, string symbol, string function, string left, string right) => $"""
        CREATE FUNCTION {schema}.{function}(pg_catalog.{left}, pg_catalog.{right}) RETURNS pg_catalog.{(symbol is "||" or "->>" ? "text" : "bool")} LANGUAGE plpgsql AS $$ BEGIN PERFORM evil.canary('operator {symbol}'); RETURN NULL; END $$;
        CREATE OPERATOR {schema}.{symbol} (LEFTARG = pg_catalog.{left}, RIGHTARG = pg_catalog.{right}, FUNCTION = {schema}.{function});

        """;
}
