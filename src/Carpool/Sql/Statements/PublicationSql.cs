using Carpool.State;

namespace Carpool.Sql;

/// <summary>Statements about publications, and about what of a table's old rows its changes tell.</summary>
internal static class PublicationSql
{
    /// <summary>Empty, and of whoever the session acts as.</summary>
    public static SqlText Create(SyncPublication publication) => $"CREATE PUBLICATION {publication.Name} WITH ({Options(publication)})";

    public static SqlText SetOptions(SyncPublication publication) => $"ALTER PUBLICATION {publication.Name} SET ({Options(publication)})";

    public static SqlText SetOwner(PublicationName publication, RoleName owner) => $"ALTER PUBLICATION {publication} OWNER TO {owner}";

    public static SqlText Mark(SyncPublication publication) => $"COMMENT ON PUBLICATION {publication.Name} IS {new Literal(publication.Mark.Write())}";

    public static SqlText Drop(PublicationName publication) => $"DROP PUBLICATION {publication}";

    public static SqlText Add(PublicationName publication, ObjectName table) => $"ALTER PUBLICATION {publication} ADD TABLE {table}";

    public static SqlText Remove(PublicationName publication, ObjectName table) => $"ALTER PUBLICATION {publication} DROP TABLE {table}";

    /// <summary>After <see cref="Add"/>, in the same transaction: whoever was writing when the table came in is waited for, or its changes would never be told.</summary>
    public static SqlText Lock(ObjectName table) => $"LOCK TABLE {table} IN SHARE MODE";

    /// <summary>Nobody who uses the table is held up for long by one who waits for it.</summary>
    public static SqlText WaitBriefly() => $"SET LOCAL lock_timeout = '5s'";

    public static SqlText SetIdentity(ObjectName table, ReplicaIdentity identity, IndexName? index) => identity switch
    {
        ReplicaIdentity.Full => $"ALTER TABLE {table} REPLICA IDENTITY FULL",
        ReplicaIdentity.Nothing => $"ALTER TABLE {table} REPLICA IDENTITY NOTHING",
        ReplicaIdentity.Index when index is not null => $"ALTER TABLE {table} REPLICA IDENTITY USING INDEX {index}",
        _ => $"ALTER TABLE {table} REPLICA IDENTITY DEFAULT",
    };

    private static SqlText Options(SyncPublication publication) => publication.HasGenerated
        ? (SqlText)$"publish = 'insert, update, delete, truncate', publish_via_partition_root = {Keyword.Of(publication.ThroughRoot)}, publish_generated_columns = stored"
        : $"publish = 'insert, update, delete, truncate', publish_via_partition_root = {Keyword.Of(publication.ThroughRoot)}";
}
