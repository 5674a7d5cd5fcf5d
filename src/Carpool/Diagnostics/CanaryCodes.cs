namespace Carpool.Diagnostics;

/// <summary>CP7050 to CP7059: the steps of `doctor --canary`, each named by where it fell.</summary>
public static class CanaryCodes
{
    /// <summary>A replication connection as the engine's login.</summary>
    public static readonly DiagnosticCode Identify = new("CP7050", "A sync engine's login cannot open a replication connection");

    /// <summary>The tables, as a new shape reads them.</summary>
    public static readonly DiagnosticCode Snapshot = new("CP7051", "A sync engine cannot read what it is to follow");

    /// <summary>A table and a publication of the canary's own.</summary>
    public static readonly DiagnosticCode Ground = new("CP7052", "A canary cannot have a table and a publication of its own");

    /// <summary>A temporary slot.</summary>
    public static readonly DiagnosticCode Slot = new("CP7053", "A sync engine cannot get a replication slot");

    /// <summary>What is told of changes.</summary>
    public static readonly DiagnosticCode Messages = new("CP7054", "Changes are not told as they were made");

    /// <summary>Where the slot stands after what was told was confirmed.</summary>
    public static readonly DiagnosticCode Acknowledge = new("CP7055", "A slot does not move on when its reader confirms");

    /// <summary>A slot on the standby.</summary>
    public static readonly DiagnosticCode Failover = new("CP7056", "A slot does not reach the standby");

    /// <summary>Nobody said where a standby is.</summary>
    public static readonly DiagnosticCode NoStandby = new("CP7057", "No standby was asked", Severity.Warning);

    /// <summary>What a canary made is still there.</summary>
    public static readonly DiagnosticCode Left = new("CP7058", "A canary left something behind");

    /// <summary>An app without a sync engine.</summary>
    public static readonly DiagnosticCode NothingToTry = new("CP7059", "There is no sync engine to try");
}
