using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Catalog;

/// <summary>What sync engines meet inside a database: its publications, and its tables as those who follow them see them.</summary>
internal sealed record SyncCatalog(IReadOnlyList<PublicationListing> Publications, IReadOnlyList<SyncTable> Tables)
{
    private static readonly string[] Queries = ["Sync.publications", "Sync.tables"];

    /// <summary>One round trip. Not part of <see cref="InsideCatalog"/>, because most databases have no sync engine.</summary>
    public static async Task<SyncCatalog> ReadAsync(NpgsqlConnection session, IStatementLog log, CancellationToken cancellationToken)
    {
        var database = new DatabaseName(session.Database!);
        await using var batch = await CatalogBatch.ReadAsync(session, log, Queries, cancellationToken);
        return new SyncCatalog(
            await batch.NextAsync(
                row => new PublicationListing(
                    new SyncPublication(database, new(row.Text("name")), row.Role("owner"), row.Flag("through_root"), row.Flag("has_generated"))
                    {
                        HasAllOperations = row.Flag("has_all_operations"),
                        Mark = SyncMark.Read(row.TextOrNull("comment")),
                    },
                    row.Flag("has_all_tables")),
                cancellationToken),
            await batch.NextAsync(row => TableOf(row, database), cancellationToken));
    }

    private static SyncTable TableOf(CatalogRow row, DatabaseName database)
    {
        var (names, columns, filters, generated) = (row.Texts("publications"), row.Flags("publication_columns"), row.Flags("publication_filters"), row.Flags("publication_generated"));
        return new SyncTable(database, new(row.Text("name")), row.Text("key"), KindOf(row.Text("kind")), row.Role("owner"), IdentityOf(row.Text("identity")))
        {
            IdentityIndex = row.TextOrNull("identity_index") is { } index ? new IndexName(index) : null,
            Root = row.Text("root"),
            HasPrimaryKey = row.Flag("has_primary_key"),
            IsUnlogged = row.Flag("is_unlogged"),
            HasRowSecurity = row.Flag("has_row_security"),
            ForcesRowSecurity = row.Flag("forces_row_security"),
            HasStoredColumns = row.Flag("has_stored"),
            HasVirtualColumns = row.Flag("has_virtual"),
            Publications = [.. names.Select((name, i) => new TablePublication(new(name), columns[i], filters[i], generated[i]))],
        };
    }

    private static SyncTableKind KindOf(string kind) => kind switch
    {
        "r" => SyncTableKind.Table,
        "p" => SyncTableKind.Partitioned,
        _ => SyncTableKind.Other,
    };

    private static ReplicaIdentity IdentityOf(string identity) => identity switch
    {
        "f" => ReplicaIdentity.Full,
        "n" => ReplicaIdentity.Nothing,
        "i" => ReplicaIdentity.Index,
        _ => ReplicaIdentity.Default,
    };
}

/// <summary>A publication of a database, whoever made it.</summary>
/// <param name="HasAllTables">FOR ALL TABLES, or for all of a schema.</param>
internal sealed record PublicationListing(SyncPublication Publication, bool HasAllTables);
