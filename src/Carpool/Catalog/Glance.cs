using Carpool.Sessions;
using Carpool.Sql;
using Npgsql;

namespace Carpool.Catalog;

/// <summary>
/// Which of the queries about a database's walls would find anything there. A session's first look at a catalog costs more than the rows in
/// it, and most databases have nothing of most things.
/// </summary>
/// <param name="Queries">In the order in which their results are read.</param>
internal sealed record Glance(IReadOnlyList<string> Queries)
{
    private static readonly (string Query, string[] Signs)[] s_queries =
    [
        ("Walls.functions", ["has_functions"]), ("Walls.event_triggers", ["has_event_triggers"]), ("Walls.triggers", ["has_triggers"]), ("Walls.languages", ["has_languages", "has_functions"]),
        ("Walls.wrappers", ["has_wrappers"]), ("Walls.servers", ["has_wrappers"]), ("Walls.mappings", ["has_wrappers"]), ("Walls.system_grants", ["has_system_grants"]),
        ("Walls.publications", ["has_publications"]), ("Walls.large_objects", ["has_large_objects"]), ("Walls.secured_tables", ["has_row_security"]), ("Walls.secured_views", ["has_row_security"]),
        ("Walls.holdings", ["has_strangers"]), ("extensions", ["has_extensions"]), ("default_privileges", ["has_default_privileges"]),
    ];

    /// <param name="residents">The roles that live in the database.</param>
    public static async Task<Glance> TakeAsync(NpgsqlConnection session, IReadOnlyCollection<uint> residents, IStatementLog log, CancellationToken cancellationToken)
    {
        var seen = await session.ReadAsync(
            log,
            SqlFile.Load("Catalog.Queries.Walls.glance"),
            row => s_queries.Where(each => each.Signs.Any(sign => row.GetBoolean(row.GetOrdinal(sign)))).Select(each => each.Query).ToList(),
            cancellationToken,
            (object)residents.Select(oid => (long)oid).ToArray());
        return new Glance(seen.Single());
    }
}
