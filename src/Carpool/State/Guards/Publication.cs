namespace Carpool.State;

/// <summary>What a database offers to subscribers. There are no privileges on it: who may replicate and connect reads it.</summary>
/// <param name="HasAllTables">FOR ALL TABLES.</param>
/// <param name="Schemas">FOR TABLES IN SCHEMA, from 15.</param>
internal sealed record Publication(ObjectName Name, RoleName Owner, bool HasAllTables, EquatableList<SchemaName> Schemas);
