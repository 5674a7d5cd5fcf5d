namespace Carpool.State;

/// <summary>A table of an app, as those who follow its changes meet it.</summary>
/// <param name="Name">As the server writes it.</param>
/// <param name="Key">Schema and name as they stand in the catalog: what a manifest names.</param>
/// <param name="Kind">What kind of relation it is.</param>
/// <param name="Identity">What of the old row is told where one is changed or deleted.</param>
public sealed record SyncTable(DatabaseName Database, ObjectName Name, string Key, SyncTableKind Kind, RoleName Owner, ReplicaIdentity Identity)
{
    /// <summary>The index that is the identity.</summary>
    public IndexName? IdentityIndex { get; init; }

    /// <summary>The topmost table that it is a partition of; its own key otherwise.</summary>
    public string Root { get; init; } = Key;

    /// <summary>True where it has a primary key.</summary>
    public bool HasPrimaryKey { get; init; }

    /// <summary>True where it keeps nothing over a crash, and so writes no log.</summary>
    public bool IsUnlogged { get; init; }

    /// <summary>True where row security is on.</summary>
    public bool HasRowSecurity { get; init; }

    /// <summary>True where row security binds its owner as well.</summary>
    public bool ForcesRowSecurity { get; init; }

    /// <summary>True where a column is computed and stored.</summary>
    public bool HasStoredColumns { get; init; }

    /// <summary>True where a column is computed when it is read (from 18).</summary>
    public bool HasVirtualColumns { get; init; }

    /// <summary>The publications that name it.</summary>
    public IReadOnlyList<TablePublication> Publications { get; init; } = [];
}

/// <summary>How a publication has a table.</summary>
/// <param name="HasColumns">Some of its columns only.</param>
/// <param name="HasFilter">Some of its rows only.</param>
/// <param name="HasGenerated">Stored generated columns are published (from 18).</param>
public sealed record TablePublication(PublicationName Name, bool HasColumns, bool HasFilter, bool HasGenerated);

/// <summary>Kinds of relations that a manifest may name as tables.</summary>
public enum SyncTableKind
{
    /// <summary>An ordinary table, a partition among them.</summary>
    Table,

    /// <summary>A partitioned table, which holds no rows itself.</summary>
    Partitioned,

    /// <summary>A view, a materialised view or a foreign table: no change of it is ever logged.</summary>
    Other,
}

/// <summary>REPLICA IDENTITY.</summary>
public enum ReplicaIdentity
{
    /// <summary>The primary key's columns, if there is one.</summary>
    Default,

    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>The columns of an index.</summary>
    Index,

    /// <summary>The whole row.</summary>
    Full,
}
