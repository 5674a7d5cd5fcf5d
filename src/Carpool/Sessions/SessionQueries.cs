using System.Data;
using Carpool.Diagnostics;
using Npgsql;

namespace Carpool.Sessions;

/// <summary>Small queries and commands with parameters ($1, $2, …) on an open session, logged, their failures turned into diagnostics.</summary>
internal static class SessionQueries
{
    /// <summary>Every row.</summary>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(
        this NpgsqlConnection session, IStatementLog log, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params object?[] parameters)
    {
        log.Sent(session.Database!, sql);
        try
        {
            await using var command = Command(session, sql, parameters);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
            return rows;
        }
        catch (Exception failure) when (session.Caused(failure))
        {
            throw session.Told(failure, sql);
        }
    }

    /// <summary>True for a failure of the server or of the way to it. Of a session that is gone already the driver says no more than that it is not open.</summary>
    public static bool Caused(this NpgsqlConnection session, Exception failure) =>
        failure is NpgsqlException || (failure is InvalidOperationException && session.ProcessIdOrNull() is null);

    /// <summary>The server's process of the session; null once it has ended.</summary>
    public static int? ProcessIdOrNull(this NpgsqlConnection session) => session.FullState.HasFlag(ConnectionState.Open) ? session.ProcessID : null;

    /// <summary>Such a failure as what the user is told.</summary>
    public static DiagnosticException Told(this NpgsqlConnection session, Exception failure, string? displaySql = null) => new(
        failure is NpgsqlException error ? ServerErrors.ToDiagnostic(error, session.Database!, displaySql) : ServerErrors.Lost("it had ended before", session.Database!, displaySql),
        failure);

    /// <summary>An oid kept as int8.</summary>
    public static uint? OidOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : checked((uint)row.GetInt64(column));

    /// <summary>A command with positional parameters; null is NULL.</summary>
    public static NpgsqlCommand Command(this NpgsqlConnection session, string sql, params object?[] parameters)
    {
        var command = new NpgsqlCommand(sql, session);
        foreach (var parameter in parameters) command.Parameters.Add(new NpgsqlParameter { Value = parameter ?? DBNull.Value });
        return command;
    }
}
