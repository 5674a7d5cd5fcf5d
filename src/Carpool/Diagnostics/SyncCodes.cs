namespace Carpool.Diagnostics;

/// <summary>What keeps a sync engine from following an app's changes (CP208x, CP209x), and what is worth knowing about those that do (CP704x).</summary>
public static class SyncCodes
{
    /// <summary>The admin may not give REPLICATION.</summary>
    public static readonly DiagnosticCode ReplicationForbidden = new("CP2080", "REPLICATION is not the admin's to give");

    /// <summary>The slot's name is somebody else's.</summary>
    public static readonly DiagnosticCode SlotTaken = new("CP2081", "A replication slot is somebody else's");

    /// <summary>A publication of the name has all tables.</summary>
    public static readonly DiagnosticCode PublicationTaken = new("CP2082", "A publication of the name cannot be used");

    /// <summary>A table that the app could not change any more.</summary>
    public static readonly DiagnosticCode WritesWouldFail = new("CP2083", "Following a table would break the app's writes");

    /// <summary>A table whose changes nobody can follow.</summary>
    public static readonly DiagnosticCode NotFollowable = new("CP2084", "A table cannot be followed");

    /// <summary>Row security would hide rows from the engine.</summary>
    public static readonly DiagnosticCode HiddenRows = new("CP2085", "Row security would hide rows from a sync engine");

    /// <summary>Some rows or columns only are published.</summary>
    public static readonly DiagnosticCode PartlyPublished = new("CP2086", "A table is published in part");

    /// <summary>The server's configuration does not allow it.</summary>
    public static readonly DiagnosticCode ServerDoesNotReplicate = new("CP2087", "The server is not configured for replication");

    /// <summary>The server is older than the engine takes.</summary>
    public static readonly DiagnosticCode ServerTooOld = new("CP2088", "The server is too old for a sync engine");

    /// <summary>A slot that the server gave up.</summary>
    public static readonly DiagnosticCode SlotLost = new("CP2089", "A replication slot is lost");

    /// <summary>A table that neither the engine nor the admin may publish.</summary>
    public static readonly DiagnosticCode NotTheApps = new("CP2090", "A table to follow belongs to somebody else");

    /// <summary>A table of the list is not there.</summary>
    public static readonly DiagnosticCode TableMissing = new("CP7040", "A table to follow is not there", Severity.Warning);

    /// <summary>A slot would not outlive a failover.</summary>
    public static readonly DiagnosticCode NoFailover = new("CP7041", "A replication slot would not outlive a failover", Severity.Warning);

    /// <summary>A slot could fill the disk.</summary>
    public static readonly DiagnosticCode LogWithoutEnd = new("CP7042", "A replication slot can fill the disk", Severity.Warning);

    /// <summary>A preset that no test proves.</summary>
    public static readonly DiagnosticCode PresetUnproved = new("CP7043", "A sync engine's preset is not proved", Severity.Info);

    /// <summary>A slot is made anew under a reader that may remember the one before.</summary>
    public static readonly DiagnosticCode SlotMadeAnew = new("CP7044", "A replication slot is made anew", Severity.Warning);

    /// <summary>An engine's login has BYPASSRLS.</summary>
    public static readonly DiagnosticCode PastRowSecurity = new("CP7045", "A sync engine reads past row security", Severity.Info);
}
