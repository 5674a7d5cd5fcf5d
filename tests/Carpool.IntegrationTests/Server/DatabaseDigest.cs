namespace Carpool.IntegrationTests.Server;

/// <summary>
/// Every row of every catalog that a database sees, those of the whole cluster among them, and of every relation that somebody made in it:
/// equal before and after means untouched. Left out is what the server notes there by itself: statistics, and how far vacuum got.
/// </summary>
public static class DatabaseDigest
{
    private const string Relations = """
        SELECT oid::regclass FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'pg_catalog'::regnamespace AND relname NOT IN ('pg_statistic', 'pg_statistic_ext_data')
        OR relkind IN ('r', 'm', 'S') AND oid >= 16384
        ORDER BY 1
        """;

    private const string Noted = "{relpages,reltuples,relallvisible,relallfrozen,relfrozenxid,relminmxid,datfrozenxid,datminmxid}";

    // Members of an extension belong to whoever the server makes them for, not to who asked for the extension; an array's type goes with its element's
    private const string Owners = """
        SELECT described.type || ' ' || described.identity, pg_get_userbyid(made.owner)
        FROM (
            SELECT 'pg_namespace'::regclass AS class, oid, nspowner AS owner FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp_'
            UNION ALL SELECT 'pg_class'::regclass, oid, relowner FROM pg_class
            UNION ALL SELECT 'pg_type'::regclass, oid, typowner FROM pg_type WHERE typcategory <> 'A'
            UNION ALL SELECT 'pg_proc'::regclass, oid, proowner FROM pg_proc
            UNION ALL SELECT 'pg_extension'::regclass, oid, extowner FROM pg_extension
        ) AS made, pg_identify_object(made.class, made.oid, 0) AS described
        WHERE made.oid >= 16384
        AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = made.class AND d.objid = made.oid AND d.deptype = 'e')
        ORDER BY 1
        """;

    /// <summary>A line for each relation: how many rows, and a digest of them.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(TestServer server, string database, CancellationToken ct = default)
    {
        await using var session = await server.OpenAsync(database, ct);
        var lines = new List<string>();
        foreach (var relation in await session.RowsAsync(Relations, ct))
        {
            lines.AddRange(await session.RowsAsync(
                $"SELECT '{relation}', count(*), md5(string_agg(line, E'\\n' ORDER BY line)) FROM (SELECT (to_jsonb(r) - '{Noted}'::text[])::text AS line FROM (SELECT * FROM {relation}) AS r) AS lines", ct));
        }

        return lines;
    }

    /// <summary>Who owns each schema, relation, type, function and extension that somebody made in the database, as `table public.people`.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> OwnersAsync(TestServer server, string database, CancellationToken ct = default) =>
        (await server.RowsAsync(Owners, database, ct)).Select(row => row.Split('|')).ToDictionary(row => row[0], row => row[1], StringComparer.Ordinal);
}
