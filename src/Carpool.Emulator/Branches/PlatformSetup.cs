using Carpool.Credentials;
using Carpool.Sql;
using Carpool.State;
using Npgsql;

namespace Carpool.Emulator.Branches;

/// <summary>
/// Makes a new server look like the platform's: pscale_admin is its one superuser, the default role `postgres` has its powers from
/// pscale_superuser and from attributes, and the platform's own databases are there.
/// </summary>
internal static class PlatformSetup
{
    private static readonly string[] Powers =
    [
        "pg_checkpoint", "pg_create_subscription", "pg_maintain", "pg_monitor", "pg_read_all_data", "pg_read_all_settings", "pg_read_all_stats",
        "pg_signal_backend", "pg_stat_scan_tables", "pg_use_reserved_connections", "pg_write_all_data",
    ];

    private static readonly string[] Databases = ["pscale_admin", "pscale_exporter", "pscale_pgbouncer"];

    /// <summary>Does what is missing, so that a first start that was interrupted is finished by the next.</summary>
    public static async Task CompleteAsync(BranchServer server, Switches switches, CancellationToken ct)
    {
        await using (var session = await server.OpenAsync("postgres", ct))
        {
            var roles = await NamesAsync(session, "SELECT rolname FROM pg_catalog.pg_roles", ct);
            if (!roles.Contains("pscale_superuser")) await RunAsync(session, $"CREATE ROLE pscale_superuser", ct);
            foreach (var power in Powers.Where(roles.Contains)) await RunAsync(session, $"GRANT {new RoleName(power)} TO pscale_superuser WITH ADMIN OPTION", ct);
            if (!roles.Contains("postgres")) await RunAsync(session, $"CREATE ROLE postgres NOSUPERUSER CREATEDB CREATEROLE INHERIT LOGIN REPLICATION BYPASSRLS", ct);
            await RunAsync(session, $"GRANT pscale_superuser TO postgres", ct);
            if (!roles.Contains("pscale_exporter")) await RunAsync(session, $"CREATE ROLE pscale_exporter LOGIN IN ROLE pg_monitor PASSWORD {Unknown()}", ct);
            if (!roles.Contains("pscale_pgbouncer")) await RunAsync(session, $"CREATE ROLE pscale_pgbouncer LOGIN PASSWORD {Unknown()}", ct);
            var databases = await NamesAsync(session, "SELECT datname FROM pg_catalog.pg_database", ct);
            foreach (var name in Databases.Where(name => !databases.Contains(name)))
                await RunAsync(session, $"CREATE DATABASE {new DatabaseName(name)}", ct);
            await RunAsync(session, $"ALTER DATABASE postgres OWNER TO postgres", ct);
            await RunAsync(session, $"ALTER DATABASE template1 OWNER TO pscale_superuser", ct);
        }

        foreach (var database in switches.TemplateHasExtensions ? new[] { "postgres", "template1" } : ["postgres"])
        {
            await using var session = await server.OpenAsync(database, ct);
            await RunAsync(session, $"CREATE SCHEMA IF NOT EXISTS pscale_extensions", ct);
            await RunAsync(session, $"CREATE OR REPLACE VIEW pscale_extensions.hypopg_list_indexes AS SELECT NULL::oid AS indexrelid, NULL::text AS index_name WHERE false", ct);
            await RunAsync(session, $"CREATE OR REPLACE VIEW pscale_extensions.hypopg_hidden_indexes AS SELECT NULL::oid AS indexrelid WHERE false", ct);
        }
    }

    /// <summary>Runs one statement as pscale_admin.</summary>
    public static async Task RunAsync(NpgsqlConnection session, SqlText statement, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(statement.ToExecutable(_ => ""), session);
        await command.ExecuteNonQueryAsync(ct);
    }

    public static async Task<IReadOnlySet<string>> NamesAsync(NpgsqlConnection session, string query, CancellationToken ct)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(query, session);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) names.Add(reader.GetString(0));
        return names;
    }

    /// <summary>A password that nobody learns: the platform's own roles are logged in by nobody here.</summary>
    private static Literal Unknown() => new(ScramVerifier.Create(PasswordGenerator.Create()).Reveal());
}
