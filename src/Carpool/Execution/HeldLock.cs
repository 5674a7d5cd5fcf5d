using Carpool.Diagnostics;
using Carpool.Registry;
using Carpool.Sessions;
using Npgsql;

namespace Carpool.Execution;

/// <summary>
/// The lock that this run holds. It goes with its session, and another run may then begin: the lanes, which would not notice, look from
/// their own sessions whether it is still there.
/// </summary>
internal sealed class HeldLock(NpgsqlConnection holder, IStatementLog log, TimeProvider clock)
{
    // Of any database, and whoever asks: pg_locks hides nothing
    private const string Find = $"SELECT EXISTS (SELECT FROM pg_catalog.pg_locks AS l WHERE l.pid = $2 AND {RunLock.IsHeld})";

    // A look costs a round trip: not one a step
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(1);

    // Asked for now: of a session that is lost it is not known any more
    private readonly int _processId = holder.ProcessIdOrNull() ?? throw new DiagnosticException(Lost(holder.Database));

    // Taken anew by the first step
    private long _seen = clock.GetTimestamp() - (2 * clock.TimestampFrequency);

    /// <summary>Returns where the lock is held, or was a moment ago.</summary>
    /// <param name="session">The session that is about to do something.</param>
    /// <exception cref="DiagnosticException">It is lost, or the session is.</exception>
    public async Task ConfirmAsync(NpgsqlConnection session)
    {
        if (clock.GetElapsedTime(Interlocked.Read(ref _seen)) < Trusted) return;
        var isHeld = await session.ReadAsync(log, Find, row => row.GetBoolean(0), CancellationToken.None, RegistryTables.LockKey, _processId);
        if (!isHeld.Single()) throw new DiagnosticException(Lost(holder.Database));
        Interlocked.Exchange(ref _seen, clock.GetTimestamp());
    }

    /// <summary>What to tell where it is lost.</summary>
    public static Diagnostic Lost(string database) => ExecutionCodes.LockLost.With(
        $"The session in database {database} that held this cluster's lock was lost: another run may have begun.", "Run the command again: it goes on from here.");
}
