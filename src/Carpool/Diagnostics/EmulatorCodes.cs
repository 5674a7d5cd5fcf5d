namespace Carpool.Diagnostics;

/// <summary>CP5180 to CP5199: the local stand-in for a platform.</summary>
public static class EmulatorCodes
{
    /// <summary>Two on one folder would start two servers on the same data.</summary>
    public static readonly DiagnosticCode DataFolderInUse = new("CP5180", "Another emulator uses the folder");

    /// <summary>Not what an emulator wrote.</summary>
    public static readonly DiagnosticCode StateUnreadable = new("CP5181", "The emulator's state cannot be read");

    /// <summary>Somebody else listens there.</summary>
    public static readonly DiagnosticCode PortTaken = new("CP5182", "The emulator cannot listen on a port");

    /// <summary>A switch that there is not, or a value that it does not take.</summary>
    public static readonly DiagnosticCode UnknownSwitch = new("CP5183", "The emulator has no such switch");

    /// <summary>Direct connections work; pooled ones are refused.</summary>
    public static readonly DiagnosticCode NoPooler = new("CP5184", "The emulator has no PgBouncer", Severity.Warning);
}
