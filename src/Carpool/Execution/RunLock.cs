using System.Diagnostics.CodeAnalysis;
using Carpool.Diagnostics;
using Carpool.Registry;
using Carpool.Sessions;
using Npgsql;

namespace Carpool.Execution;

/// <summary>
/// One run at a time on a cluster: a session-level advisory lock in the maintenance database. It ends with its session, so that a killed
/// run leaves none behind, and it is never taken in a transaction, which would hold up the making of replication slots.
/// </summary>
internal static class RunLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Said of `pg_locks AS l`: an advisory lock on the key $1, of whatever database, that somebody has.</summary>
    internal const string IsHeld =
        "l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND ((l.classid::pg_catalog.int8 << 32) | l.objid::pg_catalog.int8) = $1";

    private const string Release = "SELECT pg_catalog.pg_advisory_unlock_all()";

    private const string Try = "SELECT pg_catalog.pg_try_advisory_lock($1)";

    // An admin that may not read all statistics sees of others' sessions little more than whose they are
    private const string Holder =
        "SELECT 'session ' || a.pid::pg_catalog.text || COALESCE(' of ' || a.usename::pg_catalog.text, '') || COALESCE(' from ' || pg_catalog.host(a.client_addr), '') "
        + "|| COALESCE(' (' || NULLIF(a.application_name, '') || ')', '') "
        + "|| COALESCE(', connected since ' || pg_catalog.to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC', '') "
        + $"FROM pg_catalog.pg_locks AS l JOIN pg_catalog.pg_stat_activity AS a ON a.pid = l.pid WHERE {IsHeld} "
        + "AND l.database = (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = pg_catalog.current_database())";

    /// <summary>Takes the lock, waiting for another run at most <paramref name="timeout"/>.</summary>
    /// <exception cref="DiagnosticException">Another run still holds it.</exception>
    [SuppressMessage("Reliability", "MA0040", Justification = "The token is given to every wait")]
    public static async Task TakeAsync(NpgsqlConnection session, TimeSpan timeout, IStatementLog log, IProgress<string> notices, TimeProvider clock, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var isSaid = false;
        while (true)
        {
            var taken = await session.ReadAsync(log, Try, row => row.GetBoolean(0), cancellationToken, RegistryTables.LockKey);
            if (taken.Single()) return;
            var holders = await session.ReadAsync(log, Holder, row => row.GetString(0), cancellationToken, RegistryTables.LockKey);
            var holder = holders.Count == 0 ? "another run" : holders[0];
            if (clock.GetElapsedTime(started) >= timeout)
            {
                throw new DiagnosticException(ExecutionCodes.AnotherRun.With(
                    $"Another run holds the lock of this cluster: {holder}.", "Wait for it to end and run the command again, or give it longer with --lock-timeout."));
            }

            if (!isSaid) notices.Report($"Waiting for another run to end: {holder}");
            isSaid = true;
            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    /// <summary>Lets other runs begin while this one only waits.</summary>
    public static Task ReleaseAsync(NpgsqlConnection session, IStatementLog log, CancellationToken cancellationToken) => session.ReadAsync(log, Release, _ => 0, cancellationToken);
}
