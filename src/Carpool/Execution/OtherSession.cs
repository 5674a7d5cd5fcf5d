using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Execution;

/// <summary>
/// Somebody else's session that is in our way. Never its query, which may hold anything. What an admin without pg_read_all_stats is not
/// shown of it, its state and since when, is null; a process of the server itself has no role.
/// </summary>
/// <param name="ProcessId">0 stands for a prepared transaction, which has no process.</param>
internal sealed record OtherSession(int ProcessId, string? Role, string? Database, string? Application, string? State, string? Since)
{
    private const string Columns =
        "a.usename::pg_catalog.text, a.datname::pg_catalog.text, NULLIF(a.application_name, ''), "
        + "CASE WHEN a.usename IS NULL THEN a.backend_type ELSE a.state END, "
        + "pg_catalog.to_char(COALESCE(a.xact_start, a.state_change, a.backend_start) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')";

    private const string Blocking =
        $"SELECT b.pid, {Columns} FROM (SELECT DISTINCT pg_catalog.unnest(pg_catalog.pg_blocking_pids($1)) AS pid) AS b "
        + "LEFT JOIN pg_catalog.pg_stat_activity AS a ON a.pid = b.pid ORDER BY 1";

    private const string Inside =
        $"SELECT a.pid, {Columns} FROM pg_catalog.pg_stat_activity AS a WHERE a.datname = $1 AND a.pid <> pg_catalog.pg_backend_pid() ORDER BY 1";

    /// <summary>What ends it, as a statement.</summary>
    public string Ending => ProcessId == 0
        ? "ROLLBACK PREPARED, of a transaction that pg_prepared_xacts lists"
        : $"SELECT pg_terminate_backend({ProcessId})";

    /// <summary>Those that hold what the session waits for, or stand before it.</summary>
    public static Task<IReadOnlyList<OtherSession>> ReadBlockingAsync(NpgsqlConnection session, int processId, IStatementLog log, CancellationToken cancellationToken) =>
        session.ReadAsync(log, Blocking, Of, cancellationToken, processId);

    /// <summary>Those in a database.</summary>
    public static Task<IReadOnlyList<OtherSession>> ReadInsideAsync(NpgsqlConnection session, DatabaseName database, IStatementLog log, CancellationToken cancellationToken) =>
        session.ReadAsync(log, Inside, Of, cancellationToken, database.Value);

    /// <summary>For people.</summary>
    public override string ToString()
    {
        if (ProcessId == 0) return "a prepared transaction";
        var of = Role is null ? "" : $" of {Role}";
        var place = Database is null ? "" : $" in database {Database}";
        var program = Application is null ? "" : $" ({Application})";
        var state = State is null ? "" : $", {State}";
        return $"session {ProcessId}{of}{place}{program}{state}{(Since is null ? "" : $" since {Since} UTC")}";
    }

    private static OtherSession Of(NpgsqlDataReader row) => new(row.GetInt32(0), Text(row, 1), Text(row, 2), Text(row, 3), Text(row, 4), Text(row, 5));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
