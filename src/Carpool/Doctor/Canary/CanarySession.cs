using Carpool.Sessions;
using Carpool.Sql;
using Npgsql;

namespace Carpool.Doctor.Canary;

/// <summary>Statements of a canary: none holds a secret.</summary>
internal static class CanarySession
{
    /// <summary>Sends a statement; what it returns is dropped.</summary>
    /// <exception cref="Diagnostics.DiagnosticException">The server refused it.</exception>
    public static Task SendAsync(NpgsqlConnection session, SqlText statement, IStatementLog log, CancellationToken cancellationToken) =>
        session.ReadAsync(log, statement.ToExecutable(_ => throw new InvalidOperationException("No secret is in here")), _ => 0, cancellationToken);

    /// <summary>All of them or none.</summary>
    /// <inheritdoc cref="SendAsync"/>
    public static async Task SendTogetherAsync(NpgsqlConnection session, IEnumerable<SqlText> statements, IStatementLog log, CancellationToken cancellationToken)
    {
        await using var transaction = await session.BeginTransactionAsync(cancellationToken);
        foreach (var statement in statements) await SendAsync(session, statement, log, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
