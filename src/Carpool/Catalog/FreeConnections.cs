using Carpool.Sessions;
using Carpool.Sql;
using Npgsql;

namespace Carpool.Catalog;

/// <summary>How many sessions could be opened just now: read again where a server turned out to be full.</summary>
internal static class FreeConnections
{
    /// <summary>The session is one of the admin.</summary>
    public static async Task<int> ReadAsync(NpgsqlConnection session, IStatementLog log, CancellationToken cancellationToken) =>
        (await session.ReadAsync(log, SqlFile.Load("Catalog.Queries.free_connections"), row => row.GetInt32(0), cancellationToken)).Single();
}
