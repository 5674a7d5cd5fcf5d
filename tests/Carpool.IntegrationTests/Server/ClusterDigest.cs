namespace Carpool.IntegrationTests.Server;

/// <summary>
/// Everything of a cluster that belongs to no single database, and the schemas of the shared ones, as lines of text: equal
/// before and after means untouched.
/// </summary>
public static class ClusterDigest
{
    private const string Shared = """
        SELECT 'database', datname, pg_get_userbyid(datdba), datacl::text, datconnlimit::text, datallowconn::text, datistemplate::text FROM pg_database
        UNION ALL SELECT 'role', rolname, concat_ws(',', rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls), rolpassword, rolconnlimit::text, rolvaliduntil::text, NULL FROM pg_authid
        UNION ALL SELECT 'member', to_jsonb(m)::text, NULL, NULL, NULL, NULL, NULL FROM pg_auth_members m
        UNION ALL SELECT 'setting', setdatabase::text, setrole::text, setconfig::text, NULL, NULL, NULL FROM pg_db_role_setting
        UNION ALL SELECT 'dependency', to_jsonb(d)::text, NULL, NULL, NULL, NULL, NULL FROM pg_shdepend d
        UNION ALL SELECT 'slot', slot_name, NULL, NULL, NULL, NULL, NULL FROM pg_replication_slots
        ORDER BY 1, 2, 3
        """;

    private const string Inside = """
        SELECT 'schema', nspname, pg_get_userbyid(nspowner), nspacl::text FROM pg_namespace WHERE nspname NOT LIKE 'pg\_temp%' AND nspname NOT LIKE 'pg\_toast\_temp%'
        UNION ALL SELECT 'relation', oid::regclass::text, pg_get_userbyid(relowner), relacl::text FROM pg_class WHERE relkind IN ('r', 'v') AND oid >= 16384
        ORDER BY 1, 2
        """;

    public static async Task<string> ReadAsync(TestServer server, CancellationToken ct = default)
    {
        var lines = new List<string>(await server.RowsAsync(Shared, ct: ct));
        foreach (var database in new[] { "postgres", "template1" })
        {
            lines.Add($"-- inside {database}");
            lines.AddRange(await server.RowsAsync(Inside, database, ct));
        }

        return string.Join('\n', lines);
    }
}
