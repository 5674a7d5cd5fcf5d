using Carpool.State;

namespace Carpool.Sql;

/// <summary>Statements about what a canary has for itself: a schema, one table in it and a publication of that.</summary>
internal static class CanarySql
{
    /// <summary>In one transaction, and committed before there is a slot: changes are told by what was published when they were made.</summary>
    public static IReadOnlyList<SqlText> Make(SchemaName schema, PublicationName publication) =>
    [
        $"CREATE SCHEMA {schema}",
        $"CREATE TABLE {schema}.canary (id pg_catalog.text PRIMARY KEY, note pg_catalog.text)",
        $"ALTER TABLE {schema}.canary REPLICA IDENTITY FULL",
        $"CREATE PUBLICATION {publication} FOR TABLE {schema}.canary WITH (publish = 'insert, update, delete, truncate')",
    ];

    /// <summary>One change of each kind.</summary>
    public static IReadOnlyList<SqlText> Change(SchemaName schema) =>
    [
        $"INSERT INTO {schema}.canary VALUES ('1', 'one')",
        $"UPDATE {schema}.canary SET note = 'two' WHERE id = '1'",
        $"DELETE FROM {schema}.canary WHERE id = '1'",
        $"TRUNCATE {schema}.canary",
    ];

    public static SqlText DropPublication(PublicationName publication) => $"DROP PUBLICATION {publication}";

    /// <summary>Nothing else may be in the schema.</summary>
    public static IReadOnlyList<SqlText> DropSchema(SchemaName schema) => [$"DROP TABLE IF EXISTS {schema}.canary", $"DROP SCHEMA {schema}"];

    /// <summary>In its own database, and only while nobody reads it.</summary>
    public static SqlText DropSlot(SlotName slot) =>
        $"SELECT pg_catalog.pg_drop_replication_slot(s.slot_name) FROM pg_catalog.pg_replication_slots AS s WHERE s.slot_name = {new Literal(slot.Value)} AND s.database = pg_catalog.current_database() AND NOT s.active";

    /// <summary>One that standbys keep up to date, where the server can (17).</summary>
    public static SqlText CreateSlot(SlotName slot) => $"SELECT pg_catalog.pg_create_logical_replication_slot({new Literal(slot.Value)}, 'pgoutput', failover => true)";

    /// <summary>Standbys take a slot over once it has moved past what they have.</summary>
    public static SqlText AdvanceSlot(SlotName slot) => $"SELECT pg_catalog.pg_replication_slot_advance({new Literal(slot.Value)}, pg_catalog.pg_current_wal_lsn())";

    /// <summary>What a new shape reads of a table, up to its first row.</summary>
    public static SqlText ReadTable(ObjectName table) => $"SELECT * FROM {table} LIMIT 1";
}
