using System.Diagnostics;
using Npgsql;

namespace Carpool.IntegrationTests.Server;

/// <summary>What tests ask a server, as its bootstrap superuser; each call is a session of its own that has ended when it returns.</summary>
public static class ServerQueries
{
    /// <summary>A session. The driver does not ask the server for its types, which would cost more than all that a test then asks.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(this NpgsqlConnectionStringBuilder settings, CancellationToken ct = default)
    {
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));

        // Not disposed: without pooling it holds nothing but its settings, and the session goes on needing them
        var source = builder.Build();
        return await source.OpenConnectionAsync(ct);
    }

    /// <summary>Runs statements in one database.</summary>
    public static async Task SqlAsync(this TestServer server, string sql, string database = "postgres", CancellationToken ct = default)
    {
        await using var connection = await server.OpenAsync(database, ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The rows of a query, each as its columns joined with `|`.</summary>
    public static async Task<IReadOnlyList<string>> RowsAsync(this TestServer server, string sql, string database = "postgres", CancellationToken ct = default)
    {
        await using var connection = await server.OpenAsync(database, ct);
        return await connection.RowsAsync(sql, ct);
    }

    /// <inheritdoc cref="RowsAsync(TestServer, string, string, CancellationToken)"/>
    public static async Task<IReadOnlyList<string>> RowsAsync(this NpgsqlConnection connection, string sql, CancellationToken ct = default)
    {
        await using var command = new NpgsqlCommand(sql, connection) { AllResultTypesAreUnknown = true };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? "" : reader.GetString(column))));
        }

        return rows;
    }

    public static async Task<IReadOnlyList<string>> DatabasesAsync(this TestServer server, CancellationToken ct = default) =>
        await server.RowsAsync("SELECT datname FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres' ORDER BY 1", ct: ct);

    public static async Task<IReadOnlyList<string>> RolesAsync(this TestServer server, CancellationToken ct = default) =>
        await server.RowsAsync($"SELECT rolname FROM pg_roles WHERE rolname NOT LIKE 'pg\\_%' AND rolname NOT IN ('{TestServer.Bootstrap}', '{server.AdminName}') ORDER BY 1", ct: ct);

    /// <summary>Waits until the last client session in that database is gone: a backend ends a moment after its client.</summary>
    public static Task WaitUntilNobodyInAsync(this TestServer server, string database, CancellationToken ct = default) =>
        WaitAsync(server, "datname", database, ct);

    /// <summary>Waits until the last session of that login is gone.</summary>
    public static Task WaitUntilGoneAsync(this TestServer server, string login, CancellationToken ct = default) =>
        WaitAsync(server, "usename", login, ct);

    private static async Task WaitAsync(TestServer server, string column, string name, CancellationToken ct)
    {
        var query = $"SELECT pid FROM pg_stat_activity WHERE {column} = '{name.Replace("'", "''", StringComparison.Ordinal)}' AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(20, ct))
        {
            var sessions = await server.RowsAsync(query, ct: ct);
            if (sessions.Count == 0) return;
            if (waited.Elapsed > TimeSpan.FromSeconds(10)) throw new InvalidOperationException($"{column} {name} still has {sessions.Count} sessions");
        }
    }
}
