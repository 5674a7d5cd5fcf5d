using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Catalog;

/// <summary>What only a session inside a database can see of it.</summary>
internal sealed record InsideCatalog(
    DatabaseName Database,
    IReadOnlyList<Schema> Schemas,
    IReadOnlyList<SchemaGrant> SchemaGrants,
    IReadOnlyList<DefaultPrivileges> DefaultPrivileges)
{
    private static readonly string[] Queries = ["schemas", "schema_grants", "default_privileges"];

    /// <summary>One round trip.</summary>
    public static async Task<InsideCatalog> ReadAsync(NpgsqlConnection session, IStatementLog log, CancellationToken cancellationToken)
    {
        var database = new DatabaseName(session.Database!);
        await using var batch = await CatalogBatch.ReadAsync(session, log, Queries, cancellationToken);
        return new InsideCatalog(
            database,
            await batch.NextAsync(row => new Schema(database, new(row.Text("name")), row.Role("owner")), cancellationToken),
            await batch.NextAsync(row => GrantOf(row, database), cancellationToken),
            Grouped(await batch.NextAsync(row => DefaultOf(row, database), cancellationToken)));
    }

    /// <summary>What the database holds; costs a look at each of its files.</summary>
    public static async Task<DatabaseContents> ReadContentsAsync(NpgsqlConnection session, IStatementLog log, CancellationToken cancellationToken)
    {
        var database = new DatabaseName(session.Database!);
        await using var batch = await CatalogBatch.ReadAsync(session, log, ["contents"], cancellationToken);
        return (await batch.NextAsync(row => new DatabaseContents(database, row.Number("tables"), row.Long("estimated_rows"), row.Long("size_bytes")), cancellationToken)).Single();
    }

    private static SchemaGrant GrantOf(CatalogRow row, DatabaseName database) => new(
        database, new(row.Text("schema")), row.Grantee("grantee"), Privilege.Of(row.Text("privilege")), row.Role("grantor"), row.Flag("is_grantable"));

    private static DefaultPrivileges DefaultOf(CatalogRow row, DatabaseName database) => new(
        database,
        row.Role("creator"),
        row.TextOrNull("schema") is { } schema ? new SchemaName(schema) : null,
        row.Text("kind") switch
        {
            "r" => ObjectKind.Tables,
            "S" => ObjectKind.Sequences,
            "f" => ObjectKind.Functions,
            "T" => ObjectKind.Types,
            "n" => ObjectKind.Schemas,
            "L" => ObjectKind.LargeObjects,
            var kind => throw new InvalidOperationException($"pg_default_acl has a kind that no version up to 18 has: {kind}"),
        },
        row.TextOrNull("privilege") is { } privilege ? [new DefaultGrant(row.Grantee("grantee"), Privilege.Of(privilege), row.Flag("is_grantable"))] : []);

    /// <summary>One record a row of the catalog, its grants sorted.</summary>
    private static List<DefaultPrivileges> Grouped(IReadOnlyList<DefaultPrivileges> grants) =>
    [
        .. grants.GroupBy(row => (row.Creator, row.Schema, row.Kind)).Select(group => group.First() with
        {
            Grants = [.. group.SelectMany(row => row.Grants).OrderBy(grant => grant.Grantee).ThenBy(grant => grant.Privilege)],
        }),
    ];
}
