namespace Carpool.Diagnostics;

/// <summary>CP3xxx: what a plan would do that somebody may regret; each blocks until it is allowed by its code.</summary>
public static class HazardCodes
{
    /// <summary>A removal ends sessions that are in use.</summary>
    public static readonly DiagnosticCode RemovalEndsSessions = new("CP3001", "A removal would end live sessions", Severity.Warning);

    /// <summary>A shared database is in use by roles that no stack manages.</summary>
    public static readonly DiagnosticCode SharedDatabaseInUse = new("CP3002", "A shared database would be closed while others use it", Severity.Warning);

    /// <summary>Data goes for good.</summary>
    public static readonly DiagnosticCode DataDropped = new("CP3003", "Data would be dropped for good", Severity.Warning);

    /// <summary>A replication slot goes with its database, or keeps the server's log meanwhile.</summary>
    public static readonly DiagnosticCode SlotGoesAlong = new("CP3004", "An inactive replication slot goes with the database", Severity.Warning);

    /// <summary>An app of that name waits in quarantine.</summary>
    public static readonly DiagnosticCode StartsEmpty = new("CP3005", "A quarantined app of that name exists, and this one would start empty", Severity.Warning);

    /// <summary>A revoke shuts out sessions that are in use.</summary>
    public static readonly DiagnosticCode RevokeEndsSessions = new("CP3006", "A revoke would end live sessions", Severity.Warning);

    /// <summary>A password that somebody changed is replaced.</summary>
    public static readonly DiagnosticCode PasswordReplaced = new("CP3007", "A password that somebody changed would be replaced", Severity.Warning);

    /// <summary>A role that no app declares has things in an adopted database, and would not get in any more.</summary>
    public static readonly DiagnosticCode AdoptionShutsOut = new("CP3016", "Somebody with things in an adopted database would be shut out", Severity.Warning);

    /// <summary>A slot that a sync engine reads is dropped.</summary>
    public static readonly DiagnosticCode SlotInUseDropped = new("CP3020", "A replication slot in use would be dropped", Severity.Warning);

    /// <summary>Objects of an adopted database know a login by its name, and its sessions will start as the owner.</summary>
    public static readonly DiagnosticCode LoginIsNamed = new("CP3017", "Objects of an adopted database know a login by its name", Severity.Warning);
}
