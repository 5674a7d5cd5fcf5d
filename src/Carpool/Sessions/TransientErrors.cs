using Npgsql;

namespace Carpool.Sessions;

/// <summary>Failures that say nothing but that somebody else was there at the same moment.</summary>
internal static class TransientErrors
{
    private const int Attempts = 6;

    /// <summary>
    /// Two sessions that touch the same row of a shared catalog: "tuple concurrently updated" (or deleted) without a lock to wait for, a
    /// unique violation in the catalog itself, a deadlock; and template0 briefly in use by another CREATE DATABASE.
    /// </summary>
    private static bool IsTransient(PostgresException failure) => failure.SqlState switch
    {
        PostgresErrorCodes.InternalError => failure.MessageText.StartsWith("tuple concurrently", StringComparison.Ordinal),
        PostgresErrorCodes.UniqueViolation => failure.SchemaName is "pg_catalog",
        PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => true,
        PostgresErrorCodes.ObjectInUse => failure.MessageText.Contains("source database", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>Does it, and again where somebody was merely in the way. It has to begin from the start each time: a transaction, or one statement.</summary>
    public static async Task<T> TryAgainAsync<T>(Func<Task<T>> act)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await act();
            }
            catch (PostgresException failure) when (attempt + 1 < Attempts && IsTransient(failure))
            {
                await Task.Delay(PauseAfter(attempt));
            }
        }
    }

    /// <inheritdoc cref="TryAgainAsync{T}"/>
    public static Task TryAgainAsync(Func<Task> act) => TryAgainAsync(async () =>
    {
        await act();
        return true;
    });

    /// <summary>Longer each time: 20 ms to about a third of a second.</summary>
    private static TimeSpan PauseAfter(int attempt) => TimeSpan.FromMilliseconds(20 * (1 << Math.Min(attempt, 4)));
}
