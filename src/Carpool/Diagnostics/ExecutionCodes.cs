namespace Carpool.Diagnostics;

/// <summary>CP4xxx: what can go wrong while a plan is carried out.</summary>
public static class ExecutionCodes
{
    /// <summary>A GRANT or REVOKE that the server took without doing anything (SQLSTATE 01006, 01007).</summary>
    public static readonly DiagnosticCode SilentNoOp = new("CP4001", "A statement did nothing");

    /// <summary>Another run holds the cluster's lock.</summary>
    public static readonly DiagnosticCode AnotherRun = new("CP4002", "Another run holds the lock");

    /// <summary>Sessions that a change shut out could not be ended.</summary>
    public static readonly DiagnosticCode SessionsNotEnded = new("CP4003", "Sessions could not be ended");

    /// <summary>A login that was set up does not get in.</summary>
    public static readonly DiagnosticCode LoginFails = new("CP4004", "A login does not get in");

    /// <summary>A login's sessions do not start as the owner.</summary>
    public static readonly DiagnosticCode NotOwner = new("CP4005", "A session does not start as the owner");

    /// <summary>The run was interrupted.</summary>
    public static readonly DiagnosticCode Interrupted = new("CP4006", "The run was interrupted");

    /// <summary>Read back, the cluster is not what the plan made it.</summary>
    public static readonly DiagnosticCode NotEffective = new("CP4007", "A change did not take effect");

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
