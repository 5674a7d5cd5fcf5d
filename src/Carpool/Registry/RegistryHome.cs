using Carpool.Sessions;
using Carpool.Sql;
using Carpool.State;
using Npgsql;

namespace Carpool.Registry;

/// <summary>A database for the registry alone, where the maintenance database may not hold it: made closed like any other.</summary>
internal static class RegistryHome
{
    /// <summary>Goes on where an interrupted run stopped: only the making itself is left out where the database is there.</summary>
    /// <param name="openAsync">A session in another database: anew where the last one was lost over a collision.</param>
    public static async Task CompleteAsync(Func<Task<NpgsqlConnection>> openAsync, DatabaseName home, bool exists, IStatementLog log, CancellationToken cancellationToken)
    {
        var session = await openAsync();
        SqlText[] statements =
        [
            .. exists ? Array.Empty<SqlText>() : [DatabaseSql.Create(new Database(home, new RoleName(session.UserName!), ConnectionLimit: null, AllowsConnections: false), strategy: null)],
            DatabaseSql.RevokeAllFromPublic(home),
            DatabaseSql.AllowConnections(home),
        ];
        foreach (var statement in statements)
        {
            try
            {
                await TransientErrors.TryAgainAsync(async () =>
                {
                    session = await openAsync();
                    log.Sent(session.Database!, statement.ToString());
                    await using var command = session.Command(statement.ToExecutable(_ => throw new InvalidOperationException("No secret is in here")));
                    await command.ExecuteNonQueryAsync(cancellationToken);
                });
            }
            catch (Exception failure) when (session.Caused(failure))
            {
                throw session.Told(failure, statement.ToString());
            }
        }
    }
}
