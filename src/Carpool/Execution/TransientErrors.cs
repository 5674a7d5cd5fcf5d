using Npgsql;

namespace Carpool.Execution;

/// <summary>Failures that say nothing but that somebody else was there at the same moment.</summary>
internal static class TransientErrors
{
    /// <summary>How often a step is tried.</summary>
    public const int Attempts = 6;

    /// <summary>
    /// Two sessions that touch the same row of a shared catalog: "tuple concurrently updated" (or deleted) without a lock to wait for, a
    /// unique violation in the catalog itself, a deadlock; and template0 briefly in use by another CREATE DATABASE.
    /// </summary>
    public static bool IsTransient(PostgresException failure) => failure.SqlState switch
    {
        PostgresErrorCodes.InternalError => failure.MessageText.StartsWith("tuple concurrently", StringComparison.Ordinal),
        PostgresErrorCodes.UniqueViolation => failure.SchemaName is "pg_catalog",
        PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => true,
        PostgresErrorCodes.ObjectInUse => failure.MessageText.Contains("source database", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>Longer each time: 20 ms to about a third of a second.</summary>
    public static TimeSpan PauseAfter(int attempt) => TimeSpan.FromMilliseconds(20 * (1 << Math.Min(attempt, 4)));
}
