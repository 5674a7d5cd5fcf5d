namespace Carpool.Diagnostics;

/// <summary>CP7xxx: whether a cluster is fit for what is asked of it (`doctor`).</summary>
public static class DoctorCodes
{
    /// <summary>All limits together are more than the server has.</summary>
    public static readonly DiagnosticCode Connections = new("CP7001", "The connections of all do not fit into the server");

    /// <summary>No limit keeps an app from the connections of all.</summary>
    public static readonly DiagnosticCode Limits = new("CP7002", "An app has no limit of connections", Severity.Warning);

    /// <summary>A pool for each pair of login and database is more than the server has.</summary>
    public static readonly DiagnosticCode Pools = new("CP7003", "The pooler may open more connections than there are", Severity.Warning);

    /// <summary>There are hardly any connections at this moment.</summary>
    public static readonly DiagnosticCode FreeNow = new("CP7004", "Hardly any connection is free", Severity.Warning);

    /// <summary>All replication slots are taken.</summary>
    public static readonly DiagnosticCode Slots = new("CP7005", "There are not enough replication slots", Severity.Warning);

    /// <summary>All walsenders are taken.</summary>
    public static readonly DiagnosticCode Senders = new("CP7006", "There are not enough walsenders", Severity.Warning);

    /// <summary>A slot that nobody reads keeps the log.</summary>
    public static readonly DiagnosticCode IdleSlot = new("CP7007", "A slot that nobody reads keeps the write-ahead log", Severity.Warning);

    /// <summary>What is written to the log.</summary>
    public static readonly DiagnosticCode WalLevel = new("CP7008", "The write-ahead log holds too little");

    /// <summary>A changed setting is not in force.</summary>
    public static readonly DiagnosticCode Restart = new("CP7009", "A setting waits for a restart", Severity.Warning);

    /// <summary>An extension does nothing unless the server loads its library as it starts.</summary>
    public static readonly DiagnosticCode Preload = new("CP7010", "An extension has to be preloaded");

    /// <summary>A sync engine's pool is most of what the server has.</summary>
    public static readonly DiagnosticCode EnginePool = new("CP7011", "A sync engine takes most of the connections", Severity.Warning);

    /// <summary>A slot that others wait for has no reader.</summary>
    public static readonly DiagnosticCode AwaitedSlot = new("CP7012", "Failover slots wait for a standby that does not read");

    /// <summary>What ends a slot that nobody reads, or does not.</summary>
    public static readonly DiagnosticCode SlotTimeout = new("CP7013", "A slot ends while its reader is away", Severity.Warning);

    /// <summary>A standby would not have the slots.</summary>
    public static readonly DiagnosticCode StandbySettings = new("CP7014", "A failover would lose replication slots", Severity.Warning);

    /// <summary>Tables that a sync engine is not ready for.</summary>
    public static readonly DiagnosticCode ToFollow = new("CP7015", "Tables are not ready for a sync engine", Severity.Warning);

    /// <summary>A text of an error that is in no list.</summary>
    public static readonly DiagnosticCode UnknownError = new("CP7020", "The error is not known");
}
