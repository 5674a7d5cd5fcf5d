using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Catalog;

/// <summary>Reads what a standby is configured for.</summary>
internal static class StandbyReading
{
    /// <summary>The session is one of its admin's.</summary>
    public static async Task<Standby> ReadAsync(NpgsqlConnection session, IStatementLog log, CancellationToken cancellationToken)
    {
        await using var batch = await CatalogBatch.ReadAsync(session, log, ["standby"], cancellationToken);
        var rows = await batch.NextAsync(
            row => new Standby(
                row.Flag("is_in_recovery"),
                row.Text("system_identifier"),
                row.Flag("has_feedback"),
                row.Flag("syncs_slots"),
                row.Flag("has_primary_slot"),
                row.TextOrNull("names_database") is { } names ? names == "true" : null,
                row.Flag("is_logical")),
            cancellationToken);
        return rows.Single();
    }
}
