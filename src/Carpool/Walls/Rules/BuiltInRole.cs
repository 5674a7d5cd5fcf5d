using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Walls.Rules;

/// <summary>What one of Postgres' own roles gives a tenant: all of them act in the whole cluster.</summary>
/// <param name="Gives">What its members can do, after `which`.</param>
internal sealed record BuiltInRole(string Gives, Severity Severity)
{
    private static readonly Dictionary<string, BuiltInRole> Known = new(StringComparer.Ordinal)
    {
        ["pg_read_all_data"] = new("reads every table of every database that it may enter", Severity.Error),
        ["pg_write_all_data"] = new("writes to every table of every database that it may enter", Severity.Error),
        ["pg_execute_server_program"] = new("runs programs on the server's machine, as good as a superuser", Severity.Error) { ActsAsSuperuser = true },
        ["pg_read_server_files"] = new("reads the server's files, every database's among them", Severity.Error) { ActsAsSuperuser = true },
        ["pg_write_server_files"] = new("writes to the server's files, as good as a superuser", Severity.Error) { ActsAsSuperuser = true },
        ["pg_monitor"] = new("reads the text of the neighbours' queries", Severity.Error),
        ["pg_read_all_stats"] = new("reads the text of the neighbours' queries", Severity.Error),
        ["pg_signal_backend"] = new("ends the neighbours' sessions", Severity.Error),
        ["pg_create_subscription"] = new("makes the server connect to wherever it says, and copies what is published there", Severity.Error),
        ["pg_read_all_settings"] = new("reads settings that are kept for superusers, a standby's password among them", Severity.Error),
        ["pg_stat_scan_tables"] = new("takes locks on any table to look at it", Severity.Warning),
        ["pg_checkpoint"] = new("makes the whole server write its memory to disk", Severity.Warning),
        ["pg_maintain"] = new("locks and rewrites every table of every database that it may enter", Severity.Warning),
        ["pg_use_reserved_connections"] = new("takes the connections that are kept for emergencies", Severity.Warning),
        ["pg_signal_autovacuum_worker"] = new("ends autovacuum in every database", Severity.Error),
    };

    /// <summary>True where the role's powers are those of the server's own user.</summary>
    public bool ActsAsSuperuser { get; init; }

    /// <summary>Null for a role that is none of Postgres' own; one that no version up to 18 has is an error until it is known.</summary>
    public static BuiltInRole? Of(RoleName role) =>
        !Tenancy.IsBuiltIn(role) ? null : Known.GetValueOrDefault(role.Value) ?? new("is one of Postgres' own, unknown to this version of Carpool", Severity.Error);
}
