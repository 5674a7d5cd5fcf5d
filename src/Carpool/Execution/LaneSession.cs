using System.Data;
using Carpool.Diagnostics;
using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Execution;

/// <summary>The one session that a lane has: it stays where it is as long as the next step needs the same database.</summary>
/// <param name="opener">Opens sessions of the admin.</param>
/// <param name="locked">
/// The session that holds the run's lock: once it is lost another run may begin, so the lane then refuses all further work. It is never
/// worked on: where two sessions change the same row ("tuple concurrently updated"), the driver gives the loser's session up, lock and all.
/// </param>
internal sealed class LaneSession(SessionOpener opener, NpgsqlConnection? locked = null) : IAsyncDisposable
{
    private NpgsqlConnection? _session;

    /// <summary>A session in the database.</summary>
    /// <exception cref="DiagnosticException">It cannot be opened, or the lock was lost with its session.</exception>
    public async Task<NpgsqlConnection> InAsync(DatabaseName database, CancellationToken cancellationToken)
    {
        if (locked?.FullState.HasFlag(ConnectionState.Open) == false)
        {
            throw new DiagnosticException(ExecutionCodes.LockLost.With(
                $"The session in database {locked.Database} that held this cluster's lock was lost: another run may have begun.", "Run the command again: it goes on from here."));
        }

        if (_session is { FullState: ConnectionState.Open } open && open.Database == database.Value) return open;
        await LeaveAsync();
        return _session = await opener.OpenAsync(database, cancellationToken);
    }

    /// <summary>Gives the session up, so that its database can be renamed or dropped.</summary>
    public async Task LeaveAsync()
    {
        if (_session is not null) await _session.DisposeAsync();
        _session = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await LeaveAsync();
}
