namespace Carpool.Diagnostics;

/// <summary>CP6xxx: what verify finds about the walls.</summary>
public static class WallCodes
{
    /// <summary>A login got into a database that is not its app's.</summary>
    public static readonly DiagnosticCode Entered = new("CP6001", "A login got into another database");

    /// <summary>A try proved nothing.</summary>
    public static readonly DiagnosticCode Inconclusive = new("CP6002", "A try proved nothing");

    /// <summary>A database lets every role in.</summary>
    public static readonly DiagnosticCode OpenDatabase = new("CP6003", "A database is open to every role");

    /// <summary>A membership or an attribute leads out of an app.</summary>
    public static readonly DiagnosticCode OpenPath = new("CP6006", "A role reaches beyond its app");

    /// <summary>A shared database is open, and the platform does not let the admin close it.</summary>
    public static readonly DiagnosticCode OpenByPlatform = new("CP6004", "A database is left open by the platform", Severity.Info);

    /// <summary>Schema public is open on 14, and the platform does not let the admin close it.</summary>
    public static readonly DiagnosticCode SchemaOpenByPlatform = new("CP6005", "Schema public is left open by the platform", Severity.Info);
}
