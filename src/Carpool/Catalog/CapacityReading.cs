using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Catalog;

/// <summary>Reads what a server has for all.</summary>
internal static class CapacityReading
{
    /// <summary>The session is one of the admin.</summary>
    public static async Task<Capacity> ReadAsync(NpgsqlConnection session, IStatementLog log, CancellationToken cancellationToken)
    {
        await using var batch = await CatalogBatch.ReadAsync(session, log, ["capacity"], cancellationToken);
        var rows = await batch.NextAsync(
            row => new Capacity(row.Number("connections"), row.Number("reserved_for_superusers"), row.Number("reserved"), row.Number("slots"), row.Number("senders"), row.Number("senders_in_use"))
            {
                WalLevel = row.Text("wal_level"),
                LimitsSlots = row.Flag("limits_slots"),
                WaitingForRestart = row.Texts("waiting_for_restart"),
                Preloaded = row.TextOrNull("preloaded")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(library => library.Trim('"')).ToList(),
            },
            cancellationToken);
        return rows.Single();
    }
}
