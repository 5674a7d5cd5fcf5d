using Carpool.IntegrationTests.Server;
using Npgsql;
using Npgsql.Replication;
using Npgsql.Replication.PgOutput;
using Npgsql.Replication.PgOutput.Messages;

namespace Carpool.IntegrationTests.Sync;

/// <summary>A client that says to Postgres what Electric 1.7 says, in its order: nothing of it is Electric's own code.</summary>
internal sealed class ElectricClient(string url, string stream) : IAsyncDisposable
{
    private readonly LogicalReplicationConnection _replication = new(PostgresUrl.Parse(url).ConnectionString);
    private NpgsqlConnection? _admin;

    private string Publication => $"electric_publication_{stream}";

    private string Slot => $"electric_slot_{stream}";

    /// <summary>From the first connection to the state of the publication. True where it may say itself what is published.</summary>
    public async Task<bool> ConnectAsync(CancellationToken ct)
    {
        _admin = await PostgresUrl.OpenAsync(url, ct: ct);
        await _replication.Open(ct);
        await _replication.IdentifySystem(ct);
        await _admin.RowsAsync($"SELECT pg_try_advisory_lock(hashtext('{Slot}'))", ct);

        // It tries that whether or not it is told to leave publications alone; success would make it drop the slot and make another
        var refusal = await Access.Shop.RefusalAsync(_admin, $"CREATE PUBLICATION \"{Publication}\"", ct);
        if (refusal is not ("42710" or "42501")) throw new InvalidOperationException($"CREATE PUBLICATION: {refusal ?? "made one"}");
        var listed = await _admin.RowsAsync($"SELECT pubinsert AND pubupdate AND pubdelete AND pubtruncate FROM pg_publication WHERE pubname = '{Publication}'", ct);
        if (listed is not ["t"]) throw new InvalidOperationException("The publication is missing, or does not publish all operations");
        try
        {
            await _replication.CreatePgOutputReplicationSlot(Slot, slotSnapshotInitMode: LogicalSlotSnapshotInitMode.NoExport, cancellationToken: ct);
            throw new InvalidOperationException("The slot was not there");
        }
        catch (PostgresException there) when (there.SqlState == PostgresErrorCodes.DuplicateObject)
        {
            // Goes on with the one that is there
        }

        return await _admin.RowsAsync($"SELECT pg_get_userbyid(pubowner) = current_role FROM pg_publication WHERE pubname = '{Publication}'", ct) is ["t"];
    }

    /// <summary>What it does for a table that somebody asks for, where it may.</summary>
    public async Task PublishAsync(string table, CancellationToken ct)
    {
        await _admin!.RowsAsync($"BEGIN; SAVEPOINT before_publication; ALTER PUBLICATION \"{Publication}\" ADD TABLE {table}; RELEASE SAVEPOINT before_publication", ct);
        await _admin!.RowsAsync($"SAVEPOINT before_replica; ALTER TABLE {table} REPLICA IDENTITY FULL; RELEASE SAVEPOINT before_replica; COMMIT", ct);
    }

    /// <summary>The tables that stand in the publication, as it asks for them.</summary>
    public Task<IReadOnlyList<string>> PublishedAsync(CancellationToken ct) => _admin!.RowsAsync(
        "SELECT n.nspname || '.' || c.relname || ' ' || c.relreplident::text FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid "
        + $"JOIN pg_class c ON c.oid = r.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE p.pubname = '{Publication}' ORDER BY 1",
        ct);

    /// <summary>The rows of a table as a new shape reads them.</summary>
    public async Task<IReadOnlyList<string>> SnapshotAsync(string table, CancellationToken ct)
    {
        await _admin!.RowsAsync("BEGIN; SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY", ct);
        await _admin!.RowsAsync("SELECT pg_current_snapshot(), pg_current_wal_lsn()", ct);
        var rows = await _admin!.RowsAsync($"SELECT * FROM {table} ORDER BY 1", ct);
        await _admin!.RowsAsync("COMMIT", ct);
        return rows;
    }

    /// <summary>Streams until so many changes of rows were told; what each was. An update or a delete without the whole old row makes Electric start anew.</summary>
    public async Task<IReadOnlyList<string>> StreamAsync(int changes, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        var told = new List<string>();
        await foreach (var message in _replication.StartReplication(new PgOutputReplicationSlot(Slot), new PgOutputReplicationOptions(Publication, PgOutputProtocolVersion.V1), patience.Token))
        {
            if (await WordAsync(message, patience.Token) is { } word) told.Add(word);
            _replication.SetReplicationStatus(message.WalEnd);
            if (told.Count >= changes && message is CommitMessage) break;
        }

        await _replication.SendStatusUpdate(ct);
        return told;
    }

    public async ValueTask DisposeAsync()
    {
        await _replication.DisposeAsync();
        if (_admin is not null) await _admin.DisposeAsync();
    }

    private static async Task<string?> WordAsync(PgOutputReplicationMessage message, CancellationToken ct)
    {
        switch (message)
        {
            case InsertMessage insert:
                await foreach (var _ in insert.NewRow.WithCancellation(ct))
                {
                }

                return $"insert {insert.Relation.RelationName}";
            case FullUpdateMessage update:
                await foreach (var _ in update.OldRow.WithCancellation(ct))
                {
                }

                await foreach (var _ in update.NewRow.WithCancellation(ct))
                {
                }

                return $"update {update.Relation.RelationName}";
            case FullDeleteMessage delete:
                await foreach (var _ in delete.OldRow.WithCancellation(ct))
                {
                }

                return $"delete {delete.Relation.RelationName}";
            case TruncateMessage truncate:
                return $"truncate {string.Join(' ', truncate.Relations.Select(relation => relation.RelationName))}";
            case UpdateMessage or DeleteMessage:
                return "without the old row";
            default:
                return null;
        }
    }
}
