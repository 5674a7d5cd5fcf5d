using Carpool.Diagnostics;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Walls.Rules;

/// <summary>What initdb, or an extension's script, keeps for superusers, and somebody granted all the same: functions that reach the server, catalogs that hold secrets.</summary>
internal static class SystemGrantRule
{
    /// <summary>They show or reset what counts, and change nobody's data.</summary>
    private static readonly string[] s_mildFunctions =
    [
        "pg_stat_reset", "pg_stat_statements_reset", "pg_log_backend_memory_contexts", "pg_current_logfile", "pg_get_backend_memory_contexts", "pg_get_shmem_allocations", "pg_config",
        "pg_nextoid", "pg_stop_making_pinned_objects", "pg_stat_have_stats", "pg_get_process_memory_contexts", "pg_get_dsm_registry_allocations",
    ];

    /// <summary>Of those that extensions bring: what leads out of the database.</summary>
    private static readonly string[] s_gravePrefixes = ["dblink_connect_u", "pg_file_", "pg_logdir_ls", "pg_get_wal_", "lo_import", "lo_export"];

    /// <summary>Catalogs and views with secrets, and their columns that hold them; no column is all of them.</summary>
    private static readonly Dictionary<string, string[]> s_secrets = new(StringComparer.Ordinal)
    {
        ["pg_authid"] = ["rolpassword"],
        ["pg_shadow"] = ["passwd"],
        ["pg_user_mapping"] = ["umoptions"],
        ["pg_subscription"] = ["subconninfo"],
        ["pg_statistic"] = ["stavalues1", "stavalues2", "stavalues3", "stavalues4", "stavalues5"],
        ["pg_statistic_ext_data"] = ["stxdmcv", "stxdexpr"],
        ["pg_largeobject"] = ["data"],
        ["pg_hba_file_rules"] = [],
        ["pg_ident_file_mappings"] = [],
        ["pg_file_settings"] = [],
    };

    private static readonly HashSet<string> s_reads = new(StringComparer.Ordinal) { "SELECT", "EXECUTE", "USAGE" };

    public static IEnumerable<Diagnostic> Find(WallView view) => view.Insides.Values.SelectMany(inside =>
    {
        var insiders = view.InsidersOf(inside.Database);
        return
            from grant in inside.SystemGrants
            where !IsHarmless(grant)
            from trail in insiders.Ways(grant.Grantee)
            let code = grant.Kind == "FUNCTION" ? WallCodes.SystemFunction : WallCodes.SystemCatalog
            select code.With(
                $"{trail} → {Words(grant)} in database {inside.Database}, which is kept for superusers.",
                Closing.BySuperuserIn(inside.Database, Fix(view, grant)),
                trail.Start.Value == "PUBLIC" ? inside.Database.Value : trail.Start.Value) with
            { Severity = IsGrave(grant) ? Severity.Error : Severity.Warning };
    });

    private static string Words(SystemGrant grant) => grant.Privilege switch
    {
        "OWNER" => $"owns {grant.Name}",
        "EXECUTE" => $"may call {grant.Name}",
        "SELECT" => $"may read {grant.Name}{(grant.Column is null ? "" : $" ({grant.Column})")}",
        var privilege => $"holds {privilege} on {grant.Name}{(grant.Column is null ? "" : $" ({grant.Column})")}",
    };

    /// <summary>A column of a catalog that holds no secret, such as a role's name.</summary>
    private static bool IsHarmless(SystemGrant grant) =>
        grant is { Column: { } column, Privilege: "SELECT" or "REFERENCES" } && s_secrets.GetValueOrDefault(grant.Name.Text) is var secrets && (secrets is null || (secrets.Length > 0 && !secrets.Contains(column, StringComparer.Ordinal)));

    private static bool IsGrave(SystemGrant grant)
    {
        var name = grant.Name.Text.Split('(')[0].Split('.')[^1];
        return grant switch
        {
            { Privilege: "OWNER" } => true,
            { Kind: "FUNCTION", IsMember: true } => s_gravePrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)),
            { Kind: "FUNCTION" } => !s_mildFunctions.Any(mild => name.StartsWith(mild, StringComparison.Ordinal)),
            { Kind: "SCHEMA" } => grant is { Privilege: "CREATE", Name.Text: "pg_catalog" },
            { Privilege: "SELECT" } => s_secrets.ContainsKey(name),
            _ => grant.Privilege is "INSERT" or "UPDATE" or "DELETE" or "TRUNCATE" or "TRIGGER",
        };
    }

    private static SqlText Fix(WallView view, SystemGrant grant)
    {
        if (grant.Privilege == "OWNER")
        {
            // Whoever initdb made, by whatever name: only then is it as initdb left it
            var first = view.Surroundings.Roles.FirstOrDefault(listing => listing.Oid == 10)?.Role.Name ?? new RoleName("postgres");
            return grant.Kind switch
            {
                "FUNCTION" => $"ALTER ROUTINE {grant.Name} OWNER TO {first}",
                "SCHEMA" => $"ALTER SCHEMA {grant.Name} OWNER TO {first}",
                "VIEW" => $"ALTER VIEW {grant.Name} OWNER TO {first}",
                _ => $"ALTER TABLE {grant.Name} OWNER TO {first}",
            };
        }

        return (grant.Kind, s_reads.Contains(grant.Privilege), grant.Column) switch
        {
            ("FUNCTION", _, _) => $"REVOKE ALL ON ROUTINE {grant.Name} FROM {grant.Grantee} CASCADE",
            ("SCHEMA", false, _) => $"REVOKE CREATE ON SCHEMA {grant.Name} FROM {grant.Grantee} CASCADE",
            ("SCHEMA", _, _) => $"REVOKE USAGE ON SCHEMA {grant.Name} FROM {grant.Grantee} CASCADE",
            (_, _, { } column) => $"REVOKE ALL ({new ObjectName(column)}) ON TABLE {grant.Name} FROM {grant.Grantee} CASCADE",
            (_, true, _) => $"REVOKE SELECT ON TABLE {grant.Name} FROM {grant.Grantee} CASCADE",
            _ when view.Server.Major >= 17 => $"REVOKE INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER, MAINTAIN ON TABLE {grant.Name} FROM {grant.Grantee} CASCADE",
            _ => $"REVOKE INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON TABLE {grant.Name} FROM {grant.Grantee} CASCADE",
        };
    }
}
