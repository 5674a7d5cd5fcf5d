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

    /// <summary>Read back, the cluster is not what the plan made it.</summary>
    public static readonly DiagnosticCode NotEffective = new("CP4006", "A change did not take effect");

    /// <summary>A login that was set up could not be tried: its app uses all the connections it may have.</summary>
    public static readonly DiagnosticCode LoginNotTried = new("CP4007", "A login could not be tried", Severity.Warning);

    /// <summary>A login could not be tried with the password on record, so that nothing is known of that.</summary>
    public static readonly DiagnosticCode PasswordNotTried = new("CP4010", "A password could not be tried", Severity.Warning);

    /// <summary>A new key is asked for while the stack's own is at hand.</summary>
    public static readonly DiagnosticCode KeyNotLost = new("CP4011", "The key is not lost");

    /// <summary>The session that held the cluster's lock was lost.</summary>
    public static readonly DiagnosticCode LockLost = new("CP4019", "The lock of the cluster was lost");

    /// <summary>CARPOOL_KEY or the key file is not base64 of 32 bytes.</summary>
    public static readonly DiagnosticCode KeyMalformed = new("CP4050", "The key is malformed");

    /// <summary>`rekey` with the key in CARPOOL_KEY, and none in CARPOOL_NEW_KEY.</summary>
    public static readonly DiagnosticCode NewKeyMissing = new("CP4056", "There is no new key to go over to");

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

    /// <summary>A word, an option or a value on the command line that makes no sense.</summary>
    public static readonly DiagnosticCode WrongUsage = new("CP4070", "The command line is wrong");

    /// <summary>A change has to be confirmed, and nobody can be asked.</summary>
    public static readonly DiagnosticCode ConfirmationNeeded = new("CP4071", "Somebody has to confirm");

    /// <summary>The stack has no app of that name.</summary>
    public static readonly DiagnosticCode UnknownApp = new("CP4072", "There is no such app");

    /// <summary>The app has no role of that name.</summary>
    public static readonly DiagnosticCode UnknownRole = new("CP4073", "There is no such role");

    /// <summary>A pooled connection is asked for, and the cluster has no pooler.</summary>
    public static readonly DiagnosticCode PoolerMissing = new("CP4074", "There is no pooler");

    /// <summary>The command to run is not on the machine, or not executable.</summary>
    public static readonly DiagnosticCode CommandNotFound = new("CP4075", "The command cannot be started");

    /// <summary>`carpool psql` finds no psql on PATH.</summary>
    public static readonly DiagnosticCode PsqlMissing = new("CP4076", "psql is not installed");

    /// <summary>`carpool init` never overwrites a file.</summary>
    public static readonly DiagnosticCode ManifestExists = new("CP4077", "There is a manifest already");

    /// <summary>`carpool explain` has no page for what was asked.</summary>
    public static readonly DiagnosticCode UnknownCode = new("CP4078", "There is no such code");

    /// <summary>A bug, or a failure that no code stands for.</summary>
    public static readonly DiagnosticCode Unexpected = new("CP4079", "Something unexpected went wrong");

    /// <summary>Ctrl-C, or a signal from a supervisor.</summary>
    public static readonly DiagnosticCode Interrupted = new("CP4080", "The command was interrupted");

    /// <summary>`carpool local start` on a manifest whose cluster somebody else runs.</summary>
    public static readonly DiagnosticCode ClusterNotLocal = new("CP4081", "The cluster is not a local one");

    /// <summary>A file that a command writes cannot be written.</summary>
    public static readonly DiagnosticCode FileNotWritten = new("CP4082", "A file cannot be written");

    /// <summary>Two roles whose variables, or whatever else a format names after them, would have one name.</summary>
    public static readonly DiagnosticCode VariablesCollide = new("CP4083", "Two roles would share a name");

    /// <summary>There is no such file, or it is no saved plan.</summary>
    public static readonly DiagnosticCode PlanUnreadable = new("CP4084", "A saved plan cannot be read");

    /// <summary>A saved plan is not what Carpool wrote.</summary>
    public static readonly DiagnosticCode PlanTampered = new("CP4085", "A saved plan was changed");

    /// <summary>A saved plan was written by a newer Carpool.</summary>
    public static readonly DiagnosticCode PlanNewer = new("CP4086", "A saved plan was made by a newer Carpool");

    /// <summary>A saved plan was sealed with another key than the one at hand.</summary>
    public static readonly DiagnosticCode PlanOfAnotherKey = new("CP4087", "A saved plan was sealed with another key");

    /// <summary>`up --fingerprint`: the plan is not the one that was confirmed.</summary>
    public static readonly DiagnosticCode PlanOfAnotherFingerprint = new("CP4088", "The plan is not the one that was confirmed");

    /// <summary>`outputs --check`: a direct connection string does not get in.</summary>
    public static readonly DiagnosticCode DirectStringFails = new("CP4090", "A connection string does not work");

    /// <summary>`outputs --check`: a pooled connection string does not get in.</summary>
    public static readonly DiagnosticCode PooledStringFails = new("CP4091", "A pooled connection string does not work");

    /// <summary>`outputs --check`: a connection string gets in, but not where it should.</summary>
    public static readonly DiagnosticCode StringLeadsElsewhere = new("CP4092", "A connection string leads elsewhere");

    /// <summary>`rotate --wait`: somebody uses the login that was replaced, and did so until the time was over.</summary>
    public static readonly DiagnosticCode LoginStillInUse = new("CP4100", "A login that was replaced is in use still");

    /// <summary>A format has no words for a name or an address: that role is left out.</summary>
    public static readonly DiagnosticCode FormatCannotSay = new("CP4093", "A format cannot hold a connection string");

    /// <summary>An address to listen on cannot be used.</summary>
    public static readonly DiagnosticCode CannotListen = new("CP4101", "Nothing can listen there");
}
