using System.Data;
using Carpool.IntegrationTests.Server;
using Npgsql;

namespace Carpool.IntegrationTests.Concurrency;

/// <summary>
/// Somebody who alters the very rows that Carpool alters, by hand and without a pause, in several sessions, until it is disposed of.
/// What fails of it is its own affair.
/// </summary>
internal sealed class HandAtWork : IAsyncDisposable
{
    private const int Sessions = 3;

    private readonly CancellationTokenSource _end = new();
    private readonly Task _work;
    private int _done;

    /// <param name="apps">Apps of the default shape: database APP, login APP_app, owner APP_owner.</param>
    public HandAtWork(TestServer server, IReadOnlyList<string> apps) =>
        _work = Task.WhenAll(Enumerable.Range(0, Sessions).Select(session => WorkAsync(server, session, [.. apps.SelectMany(app => On(app)), .. Beside($"stranger{session}")])));

    /// <summary>How many statements succeeded so far.</summary>
    public int Done => Volatile.Read(ref _done);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _work;
        _end.Dispose();
    }

    private static IEnumerable<string> On(string app) =>
    [
        $"ALTER ROLE {app}_app CONNECTION LIMIT 7",
        $"ALTER ROLE {app}_app IN DATABASE {app} SET work_mem = '1MB'",
        $"GRANT CONNECT ON DATABASE {app} TO {app}_app",
        $"ALTER DATABASE {app} SET work_mem = '2MB'",
        $"REVOKE TEMPORARY ON DATABASE {app} FROM {app}_owner",
        $"ALTER ROLE {app}_app SET statement_timeout = '1h'",
        $"GRANT TEMPORARY ON DATABASE {app} TO PUBLIC",
        $"ALTER ROLE {app}_owner CONNECTION LIMIT -1",
        $"REVOKE {app}_owner FROM {app}_app",
        $"ALTER DATABASE {app} CONNECTION LIMIT 50",
        $"ALTER ROLE {app}_app IN DATABASE {app} SET role = '{app}_owner'",
        "ALTER DATABASE postgres CONNECTION LIMIT -1",
    ];

    private static IEnumerable<string> Beside(string name) =>
        [$"CREATE ROLE {name}", $"CREATE DATABASE {name} TEMPLATE template0 OWNER {name}", $"ALTER ROLE {name} SET work_mem = '1MB'", $"DROP DATABASE {name}", $"DROP ROLE {name}"];

    private async Task WorkAsync(TestServer server, int shift, List<string> statements)
    {
        var session = await server.OpenAsync();
        for (var turn = shift * statements.Count / Sessions; !_end.IsCancellationRequested; turn++)
        {
            try
            {
                await session.RowsAsync(statements[turn % statements.Count]);
                Interlocked.Increment(ref _done);
            }
            catch (PostgresException)
            {
                // It is not there yet, or Carpool was at it at the same moment: over that ("tuple concurrently updated") the driver gives its session up
                if (session.FullState.HasFlag(ConnectionState.Open)) continue;
                await session.DisposeAsync();
                session = await server.OpenAsync();
            }
        }

        await session.DisposeAsync();
    }
}
