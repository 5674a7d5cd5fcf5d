using Carpool.Diagnostics;
using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Execution;

/// <summary>
/// Looks on once something takes longer than a moment: who is in the way is told while it waits, and in what it fails with. Where there
/// is no session to look from, nothing is known.
/// </summary>
/// <param name="lookout">Where to look from.</param>
/// <param name="waiting">The process of the session that may wait, as of now; null while there is none.</param>
/// <param name="emptied">The database that has to be empty of sessions for it, for which Postgres waits without a lock.</param>
internal sealed class WaitWatch(Lookout lookout, Func<int?> waiting, DatabaseName? emptied, IStatementLog log, IProgress<string> notices)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private IReadOnlyList<OtherSession> _inTheWay = [];

    /// <summary>Carries something out, and watches over it.</summary>
    public async Task<T> OverAsync<T>(Func<Task<T>> act)
    {
        using var end = new CancellationTokenSource();
        var watching = WatchAsync(end.Token);
        try
        {
            return await act();
        }
        catch (DiagnosticException failure)
        {
            throw new DiagnosticException([.. failure.Diagnostics.Select(WithThoseInTheWay)], failure.InnerException);
        }
        finally
        {
            await end.CancelAsync();
            await watching;
        }
    }

    /// <inheritdoc cref="OverAsync{T}"/>
    public Task OverAsync(Func<Task> act) => OverAsync(async () =>
    {
        await act();
        return true;
    });

    /// <summary>A failure that somebody else caused, with who it was and how to end that.</summary>
    public Diagnostic WithThoseInTheWay(Diagnostic failure)
    {
        if (_inTheWay.Count == 0 || (failure.Code != PlatformCodes.LockUnavailable && failure.Code != PlatformCodes.ObjectInUse)) return failure;
        return failure with
        {
            Message = $"{failure.Message}{Environment.NewLine}  In the way: {string.Join("; ", _inTheWay)}",
            Fix = $"Let it finish, or end it ({string.Join("; ", _inTheWay.Select(session => session.Ending))}), then run the command again.",
        };
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Patience, cancellationToken);
            while (true)
            {
                Tell(await lookout.LookAsync(LookAsync, cancellationToken));
                await Task.Delay(Patience, cancellationToken);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or DiagnosticException)
        {
            // It is done, or there is nothing to look from
        }
    }

    private async Task<IReadOnlyList<OtherSession>> LookAsync(NpgsqlConnection session)
    {
        if (waiting() is { } processId && await OtherSession.ReadBlockingAsync(session, processId, log, CancellationToken.None) is { Count: > 0 } blocking) return blocking;
        return emptied is null ? [] : await OtherSession.ReadInsideAsync(session, emptied, log, CancellationToken.None);
    }

    // Who let go of it is forgotten only for those who hold it now: the failure may come in between
    private void Tell(IReadOnlyList<OtherSession> found)
    {
        if (found.Count == 0) return;
        var isNews = !found.Select(session => session.ProcessId).SequenceEqual(_inTheWay.Select(session => session.ProcessId));
        _inTheWay = found;
        if (isNews) notices.Report($"Waiting for {string.Join("; ", found)}");
    }
}
