using Carpool.Diff;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Planning;

/// <summary>
/// How CREATE DATABASE copies template0 (15 and later; 14 knows FILE_COPY alone). The server's own choice, WAL_LOG, writes the copy to the log
/// and disturbs nobody. FILE_COPY takes two checkpoints instead, which flush what every session of the cluster has written; in return many
/// copies at once cost half the CPU, and a standby or an archive gets next to nothing to carry. See decision 9.
/// </summary>
internal static class CopyStrategy
{
    /// <summary>Below this the two checkpoints cost more than they save.</summary>
    private const int Many = 8;

    /// <summary>Null is the server's own choice.</summary>
    public static Keyword? For(IReadOnlyList<Change> changes, Surroundings surroundings, Server server) =>
        server.Major >= 15 && surroundings.Sessions.Count == 0 && changes.OfType<Change.CreateDatabase>().Count() >= Many ? Keyword.FileCopy : null;
}
