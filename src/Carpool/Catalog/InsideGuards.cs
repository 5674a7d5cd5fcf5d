using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Catalog;

/// <summary>What only a session inside a database can see of its walls.</summary>
internal sealed record InsideGuards(DatabaseName Database)
{
    public IReadOnlyList<GuardedFunction> Functions { get; init; } = [];

    public IReadOnlyList<EventTrigger> EventTriggers { get; init; } = [];

    public IReadOnlyList<TableTrigger> Triggers { get; init; } = [];

    public IReadOnlyList<Language> Languages { get; init; } = [];

    public IReadOnlyList<ForeignWrapper> Wrappers { get; init; } = [];

    public IReadOnlyList<ForeignServer> Servers { get; init; } = [];

    public IReadOnlyList<UserMapping> Mappings { get; init; } = [];

    public IReadOnlyList<SystemGrant> SystemGrants { get; init; } = [];

    public IReadOnlyList<Publication> Publications { get; init; } = [];

    public IReadOnlyList<LargeObjects> LargeObjects { get; init; } = [];

    public IReadOnlyList<SecuredTable> Tables { get; init; } = [];

    public IReadOnlyList<SecuredView> Views { get; init; } = [];

    public IReadOnlyList<Holding> Holdings { get; init; } = [];

    public IReadOnlyList<(ExtensionName Name, SchemaName Schema, RoleName Owner)> Extensions { get; init; } = [];

    public IReadOnlyList<DefaultPrivileges> DefaultPrivileges { get; init; } = [];

    /// <summary>A glance, and one round trip more for what there is.</summary>
    /// <param name="residents">The roles that live in the database: what they own and grant each other is not told.</param>
    public static async Task<InsideGuards> ReadAsync(NpgsqlConnection session, IReadOnlyCollection<uint> residents, IStatementLog log, CancellationToken cancellationToken)
    {
        var database = new DatabaseName(session.Database!);
        var glance = await Glance.TakeAsync(session, residents, log, cancellationToken);
        if (glance.Queries.Count == 0) return new InsideGuards(database);
        await using var batch = await CatalogBatch.ReadAsync(session, log, glance.Queries, cancellationToken);
        async Task<IReadOnlyList<T>> NextAsync<T>(string query, Func<CatalogRow, T> read) => glance.Queries.Contains(query, StringComparer.Ordinal) ? await batch.NextAsync(read, cancellationToken) : [];

        // In the order of the queries
        return new InsideGuards(database)
        {
            Functions = await NextAsync("Walls.functions", FunctionOf),
            EventTriggers = await NextAsync("Walls.event_triggers", row => new EventTrigger(Name(row, "name"), row.Role("owner"), row.Flag("is_enabled"), Name(row, "function"), row.Role("function_owner"), row.Flag("is_member"))),
            Triggers = await NextAsync("Walls.triggers", row => new TableTrigger(Name(row, "name"), Name(row, "table"), row.Role("owner"), Name(row, "function"), row.Role("function_owner"))),
            Languages = await NextAsync("Walls.languages", row => new Language(Name(row, "name"), row.Role("owner"), row.Flag("is_trusted"), row.Flag("is_unsafe"), Grantees(row, "users"))),
            Wrappers = await NextAsync("Walls.wrappers", row => new ForeignWrapper(Name(row, "name"), row.Role("owner"), Grantees(row, "users"))),
            Servers = await NextAsync("Walls.servers", ServerOf),
            Mappings = await NextAsync("Walls.mappings", row => new UserMapping(Name(row, "server"), row.Grantee("role"), row.Flag("is_readable"), row.TextOrNull("user"), row.Flag("has_password"), row.Flag("needs_password"))),
            SystemGrants = await NextAsync("Walls.system_grants", row => new SystemGrant(row.Text("kind"), Name(row, "name"), row.TextOrNull("column_name"), row.Grantee("grantee"), row.Text("privilege"), row.Flag("is_member"))),
            Publications = await NextAsync("Walls.publications", row => new Publication(Name(row, "name"), row.Role("owner"), row.Flag("has_all_tables"), [.. row.Texts("schemas").Select(schema => new SchemaName(schema))])),
            LargeObjects = await NextAsync("Walls.large_objects", row => new LargeObjects(row.Role("owner"), Grantee.Of(Filled(row.Text("grantee"))), row.Long("count"), row.Long("example"))),
            Tables = await NextAsync("Walls.secured_tables", row => new SecuredTable(Name(row, "name"), row.Role("owner"), row.Flag("is_on"), row.Flag("is_forced"), row.Flag("has_policies"), Grantees(row, "users"))),
            Views = await NextAsync("Walls.secured_views", row => new SecuredView(Name(row, "name"), row.Flag("is_materialized"), row.Role("owner"), row.Flag("asks_invoker"), Name(row, "reads"), Grantees(row, "users"))),
            Holdings = await NextAsync("Walls.holdings", row => new Holding(row.Role("role"), HowOf(row.Text("how")), row.Text("type"), row.Long("count"), [.. row.Texts("names").Select(name => new ObjectName(name))])),
            Extensions = await NextAsync("extensions", row => (new ExtensionName(row.Text("name")), new SchemaName(row.Text("schema")), row.Role("owner"))),
            DefaultPrivileges = InsideCatalog.Grouped(await NextAsync("default_privileges", row => InsideCatalog.DefaultOf(row, database))),
        };
    }

    private static GuardedFunction FunctionOf(CatalogRow row) => new(
        Name(row, "name"),
        new(row.Text("schema")),
        row.Role("schema_owner"),
        row.Role("owner"),
        row.Text("language"),
        row.Flag("runs_as_owner"),
        row.Flag("has_search_path"),
        row.Flag("is_member"),
        Grantees(row, "callers"),
        Grantees(row, "schema_users"));

    private static ForeignServer ServerOf(CatalogRow row) => new(
        Name(row, "name"),
        row.Role("owner"),
        Name(row, "wrapper"),
        row.TextOrNull("host"),
        row.TextOrNull("hostaddr"),
        row.TextOrNull("port"),
        row.TextOrNull("dbname"),
        row.TextOrNull("service"),
        Grantees(row, "users"),
        Grantees(row, "table_users"));

    private static ObjectName Name(CatalogRow row, string column) => new(row.Text(column));

    /// <summary>In an array PUBLIC is an empty name.</summary>
    private static EquatableList<Grantee> Grantees(CatalogRow row, string column) => [.. row.Texts(column).Select(name => Grantee.Of(Filled(name)))];

    private static string? Filled(string name) => name.Length > 0 ? name : null;

    private static HoldingKind HowOf(string how) => how switch
    {
        "o" => HoldingKind.Owns,
        "a" => HoldingKind.Granted,
        _ => throw new InvalidOperationException($"holdings.sql says {how}"),
    };
}
