using Npgsql;

namespace Carpool.Execution;

/// <summary>
/// A session from which several watches look on in turn, opened when the first of them looks. While a plan is carried out it is the one
/// that holds the lock, which has nothing else to do: watching then takes no connection, however many steps wait.
/// </summary>
internal sealed class Lookout(Func<CancellationToken, Task<NpgsqlConnection>> openAsync) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly bool _isOwn = true;
    private NpgsqlConnection? _session;

    /// <summary>A session that is there anyhow, and stays.</summary>
    public Lookout(NpgsqlConnection idle)
        : this(_ => Task.FromResult(idle)) => _isOwn = false;

    /// <summary>What <paramref name="look"/> sees from there.</summary>
    public async Task<T> LookAsync<T>(Func<NpgsqlConnection, Task<T>> look, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await look(_session ??= await openAsync(cancellationToken));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isOwn && _session is not null) await _session.DisposeAsync();
        _turn.Dispose();
    }
}
