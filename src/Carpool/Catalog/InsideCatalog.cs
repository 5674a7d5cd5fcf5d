using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Catalog;

/// <summary>What only a session inside a database can see of it.</summary>
internal sealed record InsideCatalog(
    DatabaseName Database,
    IReadOnlyList<Schema> Schemas,
    IReadOnlyList<SchemaGrant> SchemaGrants,
    IReadOnlyList<DefaultPrivileges> DefaultPrivileges,
    IReadOnlyList<ObjectSet> Objects,
    IReadOnlyList<ColumnGrant> ColumnGrants,
    IReadOnlyList<OwnedObjects> OwnedObjects,
    IReadOnlyList<(Extension Extension, SchemaName Schema, RoleName Owner)> Extensions,
    IReadOnlyList<Policy> Policies,
    IReadOnlyList<ForeignServerUser> ForeignServerUsers,
    IReadOnlyList<Naming> Namings)
{
    /// <summary>What its sync engines meet; null where it has none, and nobody looked.</summary>
    public SyncCatalog? Sync { get; init; }

    private static readonly string[] Queries = ["schemas", "schema_grants", "default_privileges", "objects", "column_grants", "owned", "extensions", "policies", "foreign_server_users", "namings"];

    /// <summary>One round trip.</summary>
    public static async Task<InsideCatalog> ReadAsync(NpgsqlConnection session, IStatementLog log, CancellationToken cancellationToken)
    {
        var database = new DatabaseName(session.Database!);
        await using var batch = await CatalogBatch.ReadAsync(session, log, Queries, cancellationToken);
        return new InsideCatalog(
            database,
            await batch.NextAsync(row => new Schema(database, new(row.Text("name")), row.Role("owner")), cancellationToken),
            await batch.NextAsync(row => GrantOf(row, database), cancellationToken),
            Grouped(await batch.NextAsync(row => DefaultOf(row, database), cancellationToken)),
            await batch.NextAsync(row => ObjectsOf(row, database), cancellationToken),
            await batch.NextAsync(row => ColumnGrantOf(row, database), cancellationToken),
            await batch.NextAsync(row => new OwnedObjects(database, row.Text("type"), row.Role("owner"), NamesOf(row)), cancellationToken),
            await batch.NextAsync(row => (new Extension(database, new(row.Text("name"))), new SchemaName(row.Text("schema")), row.Role("owner")), cancellationToken),
            await batch.NextAsync(row => new Policy(database, new(row.Text("table")), row.Role("owner"), new(row.Text("name")), [.. row.Texts("roles").Select(role => new RoleName(role))]), cancellationToken),
            await batch.NextAsync(
                row => new ForeignServerUser(database, new(row.Text("server")), row.Role("owner"), row.Role("role"), row.Flag("is_mapped"), row.Flag("has_usage")), cancellationToken),
            await batch.NextAsync(row => new Naming(database, NamingOf(row.Text("kind")), row.Text("name"), row.Role("role")), cancellationToken));
    }

    /// <summary>The same without what belongs to sync engines: what they make for themselves is their own affair, as an extension's is.</summary>
    /// <param name="engines">The logins of all of them.</param>
    /// <param name="keepingNothing">Those whose things are the app's, but for publications: an engine asks whether it is itself that owns one.</param>
    public InsideCatalog Without(IReadOnlySet<RoleName> engines, IReadOnlySet<RoleName> keepingNothing)
    {
        if (engines.Count == 0) return this;
        return this with
        {
            Schemas = [.. Schemas.Where(schema => !IsKept(schema.Owner))],
            SchemaGrants = [.. SchemaGrants.Where(grant => !Schemas.Any(schema => schema.Name == grant.Schema && IsKept(schema.Owner)))],
            Objects = [.. Objects.Where(set => !IsKept(set.Owner))],
            ColumnGrants = [.. ColumnGrants.Where(grant => !IsKept(grant.Owner))],
            OwnedObjects = [.. OwnedObjects.Where(set => !IsKept(set.Owner) && !(set.Type == "publication" && engines.Contains(set.Owner)))],
        };

        bool IsKept(RoleName owner) => engines.Contains(owner) && !keepingNothing.Contains(owner);
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

    internal static DefaultPrivileges DefaultOf(CatalogRow row, DatabaseName database) => new(
        database,
        row.Role("creator"),
        row.TextOrNull("schema") is { } schema ? new SchemaName(schema) : null,
        KindOf(row),
        row.TextOrNull("privilege") is { } privilege ? [new DefaultGrant(row.Grantee("grantee"), Privilege.Of(privilege), row.Flag("is_grantable"))] : []);

    private static ObjectSet ObjectsOf(CatalogRow row, DatabaseName database)
    {
        var (grantees, privileges, grantors, grantable) = (row.Texts("grantees"), row.Texts("privileges"), row.Texts("grantors"), row.Flags("grantable"));
        return new ObjectSet(
            database,
            new(row.Text("schema")),
            KindOf(row),
            row.Role("owner"),
            row.Flag("follows_table"),
            [
                .. grantees.Select((grantee, i) => new ObjectGrant(
                    Grantee.Of(Filled(grantee)), Privilege.Of(privileges[i]), Filled(grantors[i]) is { } grantor ? new RoleName(grantor) : null, grantable[i])),
            ],
            NamesOf(row));

        static string? Filled(string name) => name.Length > 0 ? name : null;
    }

    private static ColumnGrant ColumnGrantOf(CatalogRow row, DatabaseName database) => new(
        database, new(row.Text("table")), row.Role("owner"), new(row.Text("column")), row.Grantee("grantee"), Privilege.Of(row.Text("privilege")), row.RoleOrNull("grantor"), row.Flag("is_grantable"));

    private static EquatableList<ObjectName> NamesOf(CatalogRow row) => [.. row.Texts("names").Select(name => new ObjectName(name))];

    private static NamingKind NamingOf(string kind) => kind switch
    {
        "row security" => NamingKind.RowSecurity,
        "schema" => NamingKind.Schema,
        _ => throw new InvalidOperationException($"namings.sql says {kind}"),
    };

    private static ObjectKind KindOf(CatalogRow row) => row.Text("kind") switch
    {
        "r" => ObjectKind.Tables,
        "S" => ObjectKind.Sequences,
        "f" => ObjectKind.Functions,
        "T" => ObjectKind.Types,
        "n" => ObjectKind.Schemas,
        "L" => ObjectKind.LargeObjects,
        var kind => throw new InvalidOperationException($"The catalog has a kind that no version up to 18 has: {kind}"),
    };

    /// <summary>One record a row of the catalog, its grants sorted.</summary>
    internal static List<DefaultPrivileges> Grouped(IReadOnlyList<DefaultPrivileges> grants) =>
    [
        .. grants.GroupBy(row => (row.Creator, row.Schema, row.Kind)).Select(group => group.First() with
        {
            Grants = [.. group.SelectMany(row => row.Grants).OrderBy(grant => grant.Grantee).ThenBy(grant => grant.Privilege)],
        }),
    ];
}
