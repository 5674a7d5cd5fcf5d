namespace Carpool.Walls.Trials;

/// <summary>How many logins are tried at once: never more than the server has connections free.</summary>
/// <param name="width">How many to begin with.</param>
/// <param name="readFreeAsync">Asks the server, over a session that is there already.</param>
internal sealed class Pace(int width, Func<CancellationToken, Task<int>> readFreeAsync) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(width);
    private readonly SemaphoreSlim _asking = new(1);
    private int _width = width;
    private int _givenUp;

    /// <summary>How many turns there are.</summary>
    public int Width => _width;

    /// <summary>Does it when it is its turn.</summary>
    public async Task<T> InTurnAsync<T>(Func<Task<T>> act, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            return await act();
        }
        finally
        {
            if (!TryGiveUp()) _turns.Release();
        }
    }

    /// <summary>A login met a full server: who asks has a turn and no session. With none free there is one turn less from here on.</summary>
    public async Task NarrowAsync(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (_width <= 1 || await readFreeAsync(cancellationToken) > 0) return;
            Interlocked.Decrement(ref _width);
            Interlocked.Increment(ref _givenUp);
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _turns.Dispose();
        _asking.Dispose();
    }

    private bool TryGiveUp()
    {
        if (Interlocked.Decrement(ref _givenUp) >= 0) return true;
        Interlocked.Increment(ref _givenUp);
        return false;
    }
}
