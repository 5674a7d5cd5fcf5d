using System.Data;
using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Execution;

/// <summary>The one session that a lane has: it stays where it is as long as the next step needs the same database.</summary>
/// <remarks>
/// It is never the one that holds the run's lock: where two sessions change the same row ("tuple concurrently updated"), the driver gives
/// the loser's session up, and the lock would go with it.
/// </remarks>
internal sealed class LaneSession(SessionOpener opener) : IAsyncDisposable
{
    private NpgsqlConnection? _session;

    /// <summary>The server's process of the session; null while there is none.</summary>
    public int? ProcessId => _session?.ProcessIdOrNull();

    /// <summary>A session in the database.</summary>
    /// <exception cref="Diagnostics.DiagnosticException">It cannot be opened.</exception>
    public async Task<NpgsqlConnection> InAsync(DatabaseName database, CancellationToken cancellationToken)
    {
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
