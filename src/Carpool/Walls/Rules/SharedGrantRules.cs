using Carpool.Diagnostics;
using Carpool.Sql;

namespace Carpool.Walls.Rules;

/// <summary>Privileges on what all databases share: parameters (from 15) and tablespaces.</summary>
internal static class SharedGrantRules
{
    /// <summary>Parameters that make a session run code, or switch off what protects data.</summary>
    private static readonly HashSet<string> s_dangerous = new(StringComparer.Ordinal)
    {
        "session_preload_libraries", "local_preload_libraries", "dynamic_library_path", "session_replication_role", "lo_compat_privileges", "allow_system_table_mods",
        "zero_damaged_pages", "ignore_system_indexes", "ignore_checksum_failure", "jit_provider",
    };

    public static IEnumerable<Diagnostic> Parameters(WallView view) =>
        from grant in view.Guards.ParameterGrants
        from trail in view.WaysTo(grant.Grantee, view.Tenancy.Tenants)
        let isError = grant.MayAlterSystem || s_dangerous.Contains(grant.Parameter)
        select WallCodes.Parameter.With(
            grant.MayAlterSystem
                ? $"{trail} → may ALTER SYSTEM SET {grant.Parameter}, for the whole server."
                : $"{trail} → may SET {grant.Parameter}, which is kept for superusers.",
            Closing.BySuperuser(grant.MayAlterSystem
                ? (SqlText)$"REVOKE ALTER SYSTEM ON PARAMETER {new ParameterName(grant.Parameter)} FROM {grant.Grantee}"
                : $"REVOKE SET ON PARAMETER {new ParameterName(grant.Parameter)} FROM {grant.Grantee}"),
            trail.Start.Value) with
        { Severity = isError ? Severity.Error : Severity.Warning };

    public static IEnumerable<Diagnostic> Tablespaces(WallView view) =>
        from user in view.Guards.TablespaceUsers
        from trail in view.WaysTo(user.Grantee, view.Tenancy.Tenants)
        select WallCodes.Tablespace.With(
            user.IsOwner ? $"{trail} → owns tablespace {user.Tablespace}, and says who may fill its disk." : $"{trail} → may CREATE in tablespace {user.Tablespace}, and fill a disk that others need.",
            Closing.BySuperuser(user.IsOwner ? (SqlText)$"ALTER TABLESPACE {user.Tablespace} OWNER TO {view.Server.Admin.Name}" : $"REVOKE CREATE ON TABLESPACE {user.Tablespace} FROM {user.Grantee} CASCADE"),
            trail.Start.Value);
}
