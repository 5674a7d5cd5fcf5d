namespace Carpool.Diagnostics;

/// <summary>CP4xxx: what can go wrong while a plan is carried out.</summary>
public static class ExecutionCodes
{
    /// <summary>CARPOOL_KEY or the key file is not base64 of 32 bytes.</summary>
    public static readonly DiagnosticCode KeyMalformed = new("CP4050", "The key is malformed");

    /// <summary>Neither CARPOOL_KEY nor a key file is there.</summary>
    public static readonly DiagnosticCode KeyMissing = new("CP4051", "The stack's key is missing");

    /// <summary>Other users of the machine may read or write the key file.</summary>
    public static readonly DiagnosticCode KeyOpenToOthers = new("CP4052", "The key file is open to others", Severity.Warning);

    /// <summary>The registry was written with another key.</summary>
    public static readonly DiagnosticCode KeyWrong = new("CP4053", "The key is not the stack's");

    /// <summary>A stored password does not open: its row was changed or swapped.</summary>
    public static readonly DiagnosticCode CredentialUnreadable = new("CP4054", "A stored password does not open");

    /// <summary>The key file cannot be read or made.</summary>
    public static readonly DiagnosticCode KeyInaccessible = new("CP4055", "The key file cannot be used");
}
