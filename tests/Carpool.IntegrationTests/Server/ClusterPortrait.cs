using System.Text.RegularExpressions;
using Npgsql;

namespace Carpool.IntegrationTests.Server;

/// <summary>
/// A cluster by its names: everything shared, the inside of each database, the rows of its tables and the registry, without what two
/// ways to one state may differ in (object ids, passwords, seals, times). Where <see cref="ClusterDigest"/> says untouched, this says alike.
/// </summary>
public static partial class ClusterPortrait
{
    private const string Databases = """
        SELECT 'database', datname, pg_get_userbyid(datdba), encoding, datcollate, datconnlimit, datallowconn, datistemplate, (SELECT array_agg(item::text ORDER BY item::text) FROM unnest(datacl) AS item) FROM pg_database
        """;

    private const string Roles = """
        SELECT 'role', rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls, rolconnlimit, rolvaliduntil, rolpassword LIKE 'SCRAM-SHA-256$4096:%' FROM pg_authid WHERE rolname !~ '^pg_'
        """;

    private const string Memberships = """
        SELECT 'membership', pg_get_userbyid(roleid), pg_get_userbyid(member), to_jsonb(m) - '{oid,roleid,member,grantor}'::text[], pg_get_userbyid(grantor) FROM pg_auth_members AS m
        """;

    private const string Settings = """
        SELECT 'setting', datname, rolname, (SELECT array_agg(item ORDER BY item) FROM unnest(setconfig) AS item) FROM pg_db_role_setting LEFT JOIN pg_database AS d ON d.oid = setdatabase LEFT JOIN pg_roles AS r ON r.oid = setrole
        """;

    private const string Dependencies = """
        SELECT 'dependency', d.datname, classid::regclass, o.datname, deptype, pg_get_userbyid(refobjid), count(*) FROM pg_shdepend LEFT JOIN pg_database AS d ON d.oid = dbid
        LEFT JOIN pg_database AS o ON dbid = 0 AND classid = 'pg_database'::regclass AND o.oid = objid WHERE refclassid = 'pg_authid'::regclass GROUP BY 1, 2, 3, 4, 5, 6
        """;

    private const string Slots = "SELECT 'slot', slot_name, database FROM pg_replication_slots";

    private const string Prepared = "SELECT 'prepared', gid, database FROM pg_prepared_xacts";

    private const string Schemas = """
        SELECT 'schema', nspname, pg_get_userbyid(nspowner), (SELECT array_agg(item::text ORDER BY item::text) FROM unnest(nspacl) AS item) FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp_'
        """;

    private const string Relations = """
        SELECT 'relation', oid::regclass, relkind, pg_get_userbyid(relowner), (SELECT array_agg(item::text ORDER BY item::text) FROM unnest(relacl) AS item) FROM pg_class WHERE oid >= 16384 AND relkind <> 't' AND relnamespace <> 'pg_toast'::regnamespace
        """;

    private const string DefaultPrivileges = """
        SELECT 'default privilege', pg_get_userbyid(defaclrole), NULLIF(defaclnamespace, 0)::regnamespace, defaclobjtype, (SELECT array_agg(item::text ORDER BY item::text) FROM unnest(defaclacl) AS item) FROM pg_default_acl
        """;

    private const string Tables = "SELECT oid::regclass FROM pg_class WHERE oid >= 16384 AND relkind = 'r' AND relnamespace <> coalesce(to_regnamespace('carpool')::oid, 0) ORDER BY 1";

    /// <summary>What the registry holds, and whether its object ids are those of the catalogs.</summary>
    private static readonly string[] s_registry =
    [
        "SELECT 'registry', name FROM carpool.stack",
        """
        SELECT 'registered app', a.stack, a.database, a.name, a.standing, a.owner, a.on_remove, a.is_protected, a.original_database, a.original_owner, a.created_at IS NULL, a.removed_at IS NULL,
        a.database_oid IS NOT DISTINCT FROM d.oid::int8, a.owner_oid IS NOT DISTINCT FROM r.oid::int8
        FROM carpool.app AS a LEFT JOIN pg_database AS d ON d.datname = a.database LEFT JOIN pg_roles AS r ON r.rolname = a.owner
        """,
        """
        SELECT 'registered login', l.stack, l.name, l.database, l.app, l.role, l.access, l.original_name, l.generation, l.password IS NULL, l.oid IS NOT DISTINCT FROM r.oid::int8
        FROM carpool.login AS l LEFT JOIN pg_roles AS r ON r.rolname = l.name
        """,
    ];

    /// <summary>Sorted lines. A quarantined name's time is left out, a database that admits nobody is not looked into.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(TestServer server, CancellationToken ct = default)
    {
        var lines = new List<string>();
        await using (var shared = await server.OpenAsync(ct: ct))
        {
            foreach (var query in new[] { Databases, Roles, Memberships, Settings, Dependencies, Slots, Prepared }) lines.AddRange(await shared.RowsAsync(query, ct));
        }

        foreach (var database in await server.RowsAsync("SELECT datname FROM pg_database WHERE datallowconn AND datconnlimit <> -2 ORDER BY 1", ct: ct))
        {
            await using var session = await server.OpenAsync(database, ct);
            lines.AddRange((await InsideAsync(session, ct)).Select(line => $"in {database}: {line}"));
        }

        return [.. lines.Select(line => Removed().Replace(line.Replace(server.AdminName, "ADMIN", StringComparison.Ordinal), "~removed~TIME")).Order(StringComparer.Ordinal)];
    }

    private static async Task<IReadOnlyList<string>> InsideAsync(NpgsqlConnection session, CancellationToken ct)
    {
        var lines = new List<string>();
        foreach (var query in new[] { Schemas, Relations, DefaultPrivileges }) lines.AddRange(await session.RowsAsync(query, ct));
        if (lines.Exists(line => line.StartsWith("relation|carpool.version|", StringComparison.Ordinal)))
        {
            foreach (var query in s_registry) lines.AddRange(await session.RowsAsync(query, ct));
        }

        foreach (var table in await session.RowsAsync(Tables, ct)) lines.AddRange((await session.RowsAsync($"SELECT t FROM {table} AS t", ct)).Select(row => $"row of {table}|{row}"));
        return lines;
    }

    [GeneratedRegex(@"~removed~\d{8}-\d{6}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Removed();
}
