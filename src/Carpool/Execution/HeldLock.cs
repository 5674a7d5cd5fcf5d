using Carpool.Diagnostics;
using Carpool.Registry;
using Carpool.Sessions;
using Npgsql;

namespace Carpool.Execution;

/// <summary>
/// The lock that this run holds. It goes with its session, and another run may then begin: no step is begun more than a moment after
/// that, in whichever lane.
/// </summary>
internal sealed class HeldLock(NpgsqlConnection session, IStatementLog log, TimeProvider clock) : IDisposable
{
    private const string Find =
        "SELECT EXISTS (SELECT FROM pg_catalog.pg_locks AS l WHERE l.pid = pg_catalog.pg_backend_pid() AND l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 "
        + "AND ((l.classid::pg_catalog.int8 << 32) | l.objid::pg_catalog.int8) = $1)";

    // A look costs a round trip in which the lanes wait for each other: not one a step
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private long? _seen;
    private volatile bool _isDoubted;
    private Diagnostic? _loss;

    /// <summary>Null while the lock is held; once it is lost, always what to tell.</summary>
    public async Task<Diagnostic?> ConfirmAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_loss is not null || (!_isDoubted && _seen is { } seen && clock.GetElapsedTime(seen) < Trusted)) return _loss;
            _isDoubted = false;
            _loss = await FindLossAsync();
            _seen = clock.GetTimestamp();
            return _loss;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Something failed: what was seen before may not be so any more.</summary>
    public void Doubt() => _isDoubted = true;

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<Diagnostic?> FindLossAsync()
    {
        try
        {
            var isHeld = await session.ReadAsync(log, Find, row => row.GetBoolean(0), CancellationToken.None, RegistryTables.LockKey);
            return isHeld.Single() ? null : Lost("the server does not know of it any more");
        }
        catch (DiagnosticException failure)
        {
            return Lost(failure.InnerException is NpgsqlException cause ? ServerErrors.ToDiagnostic(cause, session.Database!).Message : failure.Diagnostics[0].Message);
        }
    }

    private static Diagnostic Lost(string why) => ExecutionCodes.LockLost.With(
        $"This run no longer holds the lock of the cluster, and another may have begun: nothing more was done. {why}",
        "Run the command again: what was done stays, and it goes on from there.");
}
