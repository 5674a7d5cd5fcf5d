using Carpool.State;

namespace Carpool.Sql;

/// <summary>Statements about replication slots. No statement alters one: that takes the replication protocol.</summary>
internal static class SlotSql
{
    /// <summary>In the database that it is to be of, and in a transaction that has written nothing.</summary>
    public static SqlText Create(SyncSlot slot) => slot.HasFailover
        ? (SqlText)$"SELECT pg_catalog.pg_create_logical_replication_slot({new Literal(slot.Name.Value)}, 'pgoutput', failover => true)"
        : $"SELECT pg_catalog.pg_create_logical_replication_slot({new Literal(slot.Name.Value)}, 'pgoutput')";

    /// <summary>One that is gone already is nobody's loss.</summary>
    public static SqlText Drop(SlotName slot) =>
        $"SELECT pg_catalog.pg_drop_replication_slot(s.slot_name) FROM pg_catalog.pg_replication_slots AS s WHERE s.slot_name = {new Literal(slot.Value)}";

    /// <summary>For psql with `replication=database`, while nobody reads the slot.</summary>
    public static SqlText SetFailover(SlotName slot) => $"ALTER_REPLICATION_SLOT {slot} (FAILOVER true)";
}
