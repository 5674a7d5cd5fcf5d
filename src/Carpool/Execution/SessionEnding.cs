using Carpool.Diagnostics;
using Carpool.Planning;
using Carpool.Sessions;
using Carpool.Sql;
using Carpool.State;
using Npgsql;

namespace Carpool.Execution;

/// <summary>
/// Ends the sessions that a change shut out. An admin who is neither superuser nor of pg_signal_backend may end those of roles that it
/// is a member of: it grants itself the membership and rolls that back around the call.
/// </summary>
internal static class SessionEnding
{
    private const int PatienceMilliseconds = 5_000;

    private const string Find =
        "SELECT a.pid, a.usename::pg_catalog.text FROM pg_catalog.pg_stat_activity AS a "
        + "WHERE a.datname = $1 AND a.pid <> pg_catalog.pg_backend_pid() AND a.usename IS NOT NULL AND COALESCE(a.backend_type, 'client backend') IN ('client backend', 'walsender') "
        + "AND ($2::pg_catalog.text[] IS NULL OR a.usename::pg_catalog.text = ANY($2::pg_catalog.text[]))";

    private const string Terminate = "SELECT pg_catalog.pg_terminate_backend($1, $2)";

    /// <summary>Ends them, or says whose did not end.</summary>
    public static async Task<Diagnostic?> EndAsync(NpgsqlConnection session, Step.EndSessions step, Server server, IStatementLog log, CancellationToken cancellationToken)
    {
        var sessions = await FindAsync(session, step, log, cancellationToken);
        if (sessions.Count == 0) return null;
        foreach (var byRole in sessions.GroupBy(found => found.Role))
        {
            try
            {
                await EndAsync(session, byRole.Key, [.. byRole.Select(found => found.ProcessId)], server, log, cancellationToken);
            }
            catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
            {
                return NotEnded(step.Database, byRole.Key, byRole.Count(), refused.MessageText);
            }
        }

        var left = await FindAsync(session, step, log, cancellationToken);
        return left.Count == 0 ? null : NotEnded(step.Database, left[0].Role, left.Count, "they did not end in time");
    }

    private static async Task EndAsync(NpgsqlConnection session, RoleName role, int[] processIds, Server server, IStatementLog log, CancellationToken cancellationToken)
    {
        await using var transaction = await session.BeginTransactionAsync(cancellationToken);
        if (!server.Admin.IsSuperuser && !server.Admin.MaySignalBackends && role != server.Admin.Name)
        {
            var borrow = MembershipSql.Borrow(role, server);
            log.Sent(session.Database!, borrow.ToString());
            await using var command = session.Command(borrow.ToExecutable(_ => throw new InvalidOperationException("No secret is in here")));
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var processId in processIds)
        {
            log.Sent(session.Database!, Terminate);
            await using var command = session.Command(Terminate, processId, (long)PatienceMilliseconds);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        // Nothing to keep: the membership was for the call alone
        await transaction.RollbackAsync(cancellationToken);
    }

    private static Task<IReadOnlyList<(int ProcessId, RoleName Role)>> FindAsync(NpgsqlConnection session, Step.EndSessions step, IStatementLog log, CancellationToken cancellationToken) =>
        session.ReadAsync(
            log, Find, row => (row.GetInt32(0), new RoleName(row.GetString(1))), cancellationToken, step.Database.Value, step.Roles?.Select(role => role.Value).ToArray());

    private static Diagnostic NotEnded(DatabaseName database, RoleName role, int count, string why) => ExecutionCodes.SessionsNotEnded.With(
        $"{Counted.Of(count, "session")} of {role} in database {database} could not be ended: {why}.",
        "Disconnect them, or end them as a superuser with pg_terminate_backend, then run the command again: it goes on from here.",
        database.Value);
}
