using Carpool.Sessions;
using Carpool.Sql;
using Carpool.State;
using Npgsql;

namespace Carpool.Registry;

/// <summary>A database for the registry alone, where the maintenance database may not hold it: made closed like any other.</summary>
internal static class RegistryHome
{
    /// <summary>Goes on where an interrupted run stopped: only the making itself is left out where the database is there.</summary>
    public static async Task CompleteAsync(NpgsqlConnection session, DatabaseName home, bool exists, IStatementLog log, CancellationToken cancellationToken)
    {
        SqlText[] statements =
        [
            .. exists ? Array.Empty<SqlText>() : [DatabaseSql.Create(new Database(home, new RoleName(session.UserName!), ConnectionLimit: null, AllowsConnections: false))],
            DatabaseSql.RevokeAllFromPublic(home),
            DatabaseSql.AllowConnections(home),
        ];
        foreach (var statement in statements)
        {
            log.Sent(session.Database!, statement.ToString());
            try
            {
                await using var command = session.Command(statement.ToExecutable(_ => throw new InvalidOperationException("No secret is in here")));
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
            catch (Exception failure) when (session.Caused(failure))
            {
                throw session.Told(failure, statement.ToString());
            }
        }
    }
}
