using Carpool.Diagnostics;
using Carpool.Planning;
using Carpool.Sessions;
using Npgsql;

namespace Carpool.Execution;

/// <summary>
/// What a run that was killed left behind. The server carries a statement that is under way to its end before it notices that nobody
/// waits for it: a database could appear after its absence was read. Only who holds the lock may have lanes, so all others are ended,
/// those of a run that lost its lock and does not know it yet among them.
/// </summary>
internal static class LeftoverLanes
{
    /// <summary>What a lane's sessions are called.</summary>
    public const string ApplicationName = "carpool lane";

    private const long PatienceMilliseconds = 10_000;

    // Where the admin is a role that its login becomes, an earlier run may have had another login
    private const string Theirs =
        "FROM pg_catalog.pg_stat_activity AS a "
        + "WHERE (a.usename = SESSION_USER OR (SESSION_USER <> CURRENT_USER AND pg_catalog.pg_has_role(a.usesysid, CURRENT_USER, 'MEMBER'))) AND a.application_name = $1 AND a.pid <> pg_catalog.pg_backend_pid() ORDER BY a.pid";

    private const string Find = $"SELECT a.pid {Theirs}";

    private const string End = $"SELECT a.pid, pg_catalog.pg_terminate_backend(a.pid, $2) {Theirs}";

    /// <summary>Ends them; the session holds the lock.</summary>
    /// <exception cref="DiagnosticException">One did not end.</exception>
    public static async Task EndAsync(NpgsqlConnection session, IStatementLog log, CancellationToken cancellationToken)
    {
        var ended = await session.ReadAsync(
            log, End, row => (ProcessId: row.GetInt32(0), IsEnded: row.GetBoolean(1)), cancellationToken, ApplicationName, PatienceMilliseconds);
        if (ended.All(found => found.IsEnded)) return;

        // One that ended by itself in between counts as not ended: it is gone all the same
        var there = await session.ReadAsync(log, Find, row => row.GetInt32(0), cancellationToken, ApplicationName);
        var left = ended.Where(found => !found.IsEnded).Select(found => found.ProcessId).Intersect(there).ToList();
        if (left.Count == 0) return;
        throw new DiagnosticException(ExecutionCodes.SessionsNotEnded.With(
            $"{Counted.Of(left.Count, "session")} of a run that was interrupted did not end: process {string.Join(", ", left)}.",
            "Wait a moment and run the command again; where it stays, see in pg_stat_activity what the session waits for."));
    }
}
