namespace Carpool.State;

/// <summary>Which tables a sync engine follows, and what it asks of them.</summary>
/// <param name="Login">The engine's login.</param>
/// <param name="Tables">Schema and name each, as the manifest lists them; null is every table of the app.</param>
/// <param name="IsFull">True where changes have to tell the whole old row (REPLICA IDENTITY FULL).</param>
/// <param name="FillsPublication">True where Carpool says which tables are published; false where the engine does.</param>
public sealed record SyncScope(DatabaseName Database, PublicationName Publication, RoleName Login, EquatableList<string>? Tables, bool IsFull, bool FillsPublication)
{
    /// <summary>True where the engine reads as the owner would.</summary>
    public bool ReadsAsOwner { get; init; }

    /// <summary>True where what the engine makes in the database is brought to the app's owner.</summary>
    public bool KeepsNothing { get; init; }

    /// <summary>True where it follows the table and row security would hide rows of it: its owner, and whoever is a member of that, is bound only where it is forced.</summary>
    public bool IsBlindTo(SyncTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.HasRowSecurity && (!ReadsAsOwner || table.ForcesRowSecurity) && Covers(table);
    }

    /// <summary>True where it follows the table; a partition belongs to the table that it is of.</summary>
    public bool Covers(SyncTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Database == Database && (Tables is null ? table.Kind is not SyncTableKind.Other : Names(table.Key) || Names(table.Root));
    }

    /// <summary>True where it stands in the publication: a partition does so through its root.</summary>
    public bool Publishes(SyncTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Covers(table) && (table.Root == table.Key || (Names(table.Key) && !Names(table.Root)));
    }

    private bool Names(string key) => Tables?.Contains(key, StringComparer.Ordinal) == true;
}
