using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Execution;

/// <summary>The one session that a lane has: it stays where it is as long as the next step needs the same database.</summary>
internal sealed class LaneSession(SessionOpener opener) : IAsyncDisposable
{
    private NpgsqlConnection? _session;

    /// <summary>The server's process of the session; null while there is none.</summary>
    public int? ProcessId => _session?.ProcessIdOrNull();

    /// <summary>A session in the database.</summary>
    public async Task<NpgsqlConnection> InAsync(DatabaseName database, CancellationToken cancellationToken)
    {
        if (_session is { FullState: System.Data.ConnectionState.Open } open && open.Database == database.Value) return open;
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
