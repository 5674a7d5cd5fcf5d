using System.Runtime.CompilerServices;
using Carpool.State;
using Npgsql.Replication;
using Npgsql.Replication.PgOutput;
using Npgsql.Replication.PgOutput.Messages;
using NpgsqlTypes;

namespace Carpool.Doctor.Canary;

/// <summary>Hears what the server tells of changes, a line a message, with the values that it tells.</summary>
internal static class CanaryEar
{
    /// <summary>What is told of <see cref="Sql.CanarySql.Change"/>, if all is well.</summary>
    public static readonly IReadOnlyList<string> Expected = ["insert 1, one", "update 1, one to 1, two", "delete 1, two", "truncate canary"];

    /// <summary>The lines in their order; null for a message that tells of no row, and the place in the log where a transaction ends.</summary>
    public static async IAsyncEnumerable<(string? Line, NpgsqlLogSequenceNumber? End)> ListenAsync(
        LogicalReplicationConnection connection, SlotName slot, PublicationName publication, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var options = new PgOutputReplicationOptions(publication.Value, PgOutputProtocolVersion.V1);
        await foreach (var message in connection.StartReplication(new PgOutputReplicationSlot(slot.Value), options, cancellationToken))
        {
            yield return (await LineOfAsync(message, cancellationToken), message is CommitMessage commit ? commit.TransactionEndLsn : null);
        }
    }

    private static async Task<string?> LineOfAsync(PgOutputReplicationMessage message, CancellationToken cancellationToken)
    {
        switch (message)
        {
            case InsertMessage insert:
                return $"insert {await ValuesAsync(insert.NewRow, cancellationToken)}";
            case FullUpdateMessage update:
                return $"update {await ValuesAsync(update.OldRow, cancellationToken)} to {await ValuesAsync(update.NewRow, cancellationToken)}";
            case UpdateMessage update:
                return $"update without the old row to {await ValuesAsync(update.NewRow, cancellationToken)}";
            case FullDeleteMessage delete:
                return $"delete {await ValuesAsync(delete.OldRow, cancellationToken)}";
            case DeleteMessage:
                return "delete without the old row";
            case TruncateMessage truncate:
                return $"truncate {string.Join(", ", truncate.Relations.Select(relation => relation.RelationName))}";
            default:
                return null;
        }
    }

    private static async Task<string> ValuesAsync(ReplicationTuple row, CancellationToken cancellationToken)
    {
        var values = new List<string>();
        await foreach (var value in row.WithCancellation(cancellationToken)) values.Add(value.IsDBNull ? "NULL" : await value.Get<string>(cancellationToken));
        return string.Join(", ", values);
    }
}
