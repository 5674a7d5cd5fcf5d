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
                Standbys = row.Number("standbys"),
                StandbySlots = row.Number("standby_slots"),
                SynchronizesSlots = row.TextOrNull("synchronizes_slots") == "on",
                HasStandbyFeedback = row.Text("standby_feedback") == "on",
                AwaitedSlots = row.TextOrNull("awaited_slots")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(slot => slot.Trim('"')).ToList() ?? [],
                SlotTimeout = row.TextOrNull("slot_timeout") is { } timeout and not "0" ? timeout : null,
                WaitingForRestart = row.Texts("waiting_for_restart"),
                Preloaded = row.TextOrNull("preloaded")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(library => library.Trim('"')).ToList(),
            },
            cancellationToken);
        return rows.Single();
    }
}
