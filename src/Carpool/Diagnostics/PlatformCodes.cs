namespace Carpool.Diagnostics;

/// <summary>CP5xxx: the server, the connection to it, the machine and the tools around it.</summary>
public static class PlatformCodes
{
    /// <summary>A connection URL cannot be read.</summary>
    public static readonly DiagnosticCode UrlUnreadable = new("CP5001", "The connection URL cannot be read");

    /// <summary>A URL asks for less than a verified connection to a server that is not loopback.</summary>
    public static readonly DiagnosticCode ServerUnverified = new("CP5002", "The server would not be verified");

    /// <summary>A URL has a parameter that Carpool does not use.</summary>
    public static readonly DiagnosticCode ParameterIgnored = new("CP5003", "A parameter of the connection URL is ignored", Severity.Warning);

    /// <summary>Nothing answers at the host and port, or not in time.</summary>
    public static readonly DiagnosticCode ServerUnreachable = new("CP5004", "The server cannot be reached");

    /// <summary>Wrong password, unknown role, or none given (28P01 and others of class 28).</summary>
    public static readonly DiagnosticCode LoginRefused = new("CP5005", "The server refused the login");

    /// <summary>pg_hba.conf has no line that lets this login in, or the role may not log in (28000).</summary>
    public static readonly DiagnosticCode LoginNotAllowed = new("CP5006", "The server does not allow this login");

    /// <summary>The server has no TLS, or the handshake failed.</summary>
    public static readonly DiagnosticCode TlsUnavailable = new("CP5007", "The server does not speak TLS");

    /// <summary>The certificate is not of a trusted authority, or of another host.</summary>
    public static readonly DiagnosticCode CertificateUntrusted = new("CP5008", "The server's certificate is not trusted");

    /// <summary>The database does not exist (3D000).</summary>
    public static readonly DiagnosticCode DatabaseMissing = new("CP5009", "The database does not exist");

    /// <summary>A limit on connections is reached (53300).</summary>
    public static readonly DiagnosticCode ConnectionsExhausted = new("CP5010", "There is no free connection");

    /// <summary>The server starts up, shuts down or recovers (57P03).</summary>
    public static readonly DiagnosticCode ServerNotReady = new("CP5011", "The server is not ready");

    /// <summary>The server is older than 14.</summary>
    public static readonly DiagnosticCode ServerTooOld = new("CP5012", "The server is too old");

    /// <summary>The login has no CONNECT on the database (42501).</summary>
    public static readonly DiagnosticCode DatabaseForbidden = new("CP5013", "The login may not connect to the database");

    /// <summary>A drop of the database was interrupted; it can only be dropped (55000).</summary>
    public static readonly DiagnosticCode DatabaseInvalid = new("CP5014", "The database is half dropped");

    /// <summary>A pooler stands between Carpool and the server.</summary>
    public static readonly DiagnosticCode PoolerInBetween = new("CP5015", "The admin URL leads to a pooler");

    /// <summary>The session ended while it was in use.</summary>
    public static readonly DiagnosticCode SessionLost = new("CP5016", "The session with the server was lost");

    /// <summary>The database accepts no connections (55000).</summary>
    public static readonly DiagnosticCode DatabaseClosed = new("CP5017", "The database accepts no connections");

    /// <summary>The server refused to open a session for a reason without a code of its own.</summary>
    public static readonly DiagnosticCode SessionRefused = new("CP5018", "The server refused the session");

    /// <summary>The file of sslrootcert is missing or holds no certificate.</summary>
    public static readonly DiagnosticCode RootCertificateUnusable = new("CP5019", "The authority's certificate cannot be read");

    /// <summary>The server refused a statement for a reason without a code of its own.</summary>
    public static readonly DiagnosticCode StatementFailed = new("CP5020", "The server refused a statement");

    /// <summary>The role of the session lacks a privilege (42501).</summary>
    public static readonly DiagnosticCode PrivilegeMissing = new("CP5021", "A privilege is missing");

    /// <summary>Somebody else held a lock for too long (55P03, 40P01).</summary>
    public static readonly DiagnosticCode LockUnavailable = new("CP5022", "A lock was not to be had");

    /// <summary>Sessions or other things still use the object (55006).</summary>
    public static readonly DiagnosticCode ObjectInUse = new("CP5023", "The object is in use");

    /// <summary>No room for a file (53100).</summary>
    public static readonly DiagnosticCode DiskFull = new("CP5024", "The server's disk is full");

    /// <summary>No memory for a statement or a session (53200).</summary>
    public static readonly DiagnosticCode MemoryExhausted = new("CP5025", "The server is out of memory");

    /// <summary>A file of the server is missing or cannot be read or written (class 58).</summary>
    public static readonly DiagnosticCode ServerFilesUnusable = new("CP5026", "The server cannot use its files");

    /// <summary>A table or an index of the server holds what cannot be (XX001, XX002).</summary>
    public static readonly DiagnosticCode DataDamaged = new("CP5027", "The server's data is damaged");

    /// <summary>Somebody cancelled a statement of ours (57014).</summary>
    public static readonly DiagnosticCode StatementCancelled = new("CP5028", "A statement was cancelled");

    /// <summary>Nothing to run the local cluster with.</summary>
    public static readonly DiagnosticCode NoBinaries = new("CP5030", "No Postgres server was found on this machine");

    /// <summary>The folder that the user named is not a server's.</summary>
    public static readonly DiagnosticCode NamedBinariesUnfit = new("CP5031", "CARPOOL_PG_BIN names no usable Postgres server");

    /// <summary>Data is read only by the major version that made it.</summary>
    public static readonly DiagnosticCode BinariesOfOtherMajor = new("CP5032", "The local cluster needs binaries of its own version");

    /// <summary>The launcher's script did not deliver a server.</summary>
    public static readonly DiagnosticCode InstallFailed = new("CP5033", "Installing a Postgres server failed");

    /// <summary>As root, and a copy was not possible or did not help.</summary>
    public static readonly DiagnosticCode BinariesUnreachable = new("CP5034", "The server's user cannot run the Postgres binaries");

    /// <summary>Postgres refuses to run as root.</summary>
    public static readonly DiagnosticCode NoServerUser = new("CP5035", "There is no unprivileged user to run the server as");

    /// <summary>initdb failed.</summary>
    public static readonly DiagnosticCode DataNotMade = new("CP5036", "The local cluster could not be made");

    /// <summary>The message ends with what its log says.</summary>
    public static readonly DiagnosticCode ServerDidNotStart = new("CP5037", "The local cluster did not start");

    /// <summary>Not even when killed.</summary>
    public static readonly DiagnosticCode ServerDidNotStop = new("CP5038", "The local cluster did not stop");

    /// <summary>The whole range is taken.</summary>
    public static readonly DiagnosticCode NoFreePort = new("CP5039", "No port is free for the local cluster");

    /// <summary>A second server on it would destroy it.</summary>
    public static readonly DiagnosticCode DataInUse = new("CP5040", "Another process uses the local cluster's data");

    /// <summary>Root and normal users keep it in different places.</summary>
    public static readonly DiagnosticCode LocalOfAnotherUser = new("CP5041", "The local cluster belongs to another user");

    /// <summary>Without it nobody can administer the data.</summary>
    public static readonly DiagnosticCode LocalPasswordMissing = new("CP5042", "The local cluster's password file is gone");

    /// <summary>Permissions or a full disk.</summary>
    public static readonly DiagnosticCode LocalFileRefused = new("CP5043", "A file of the local cluster could not be read or written");

    /// <summary>Waited for it in vain.</summary>
    public static readonly DiagnosticCode LocalBusy = new("CP5044", "Another carpool is working on the local cluster");

    /// <summary>The message ends with what its log says.</summary>
    public static readonly DiagnosticCode PoolerDidNotStart = new("CP5045", "PgBouncer did not start");

    /// <summary>New credentials would not work through it.</summary>
    public static readonly DiagnosticCode PoolerDidNotReload = new("CP5046", "PgBouncer did not read its new list of logins");

    /// <summary>Connection strings with the old one are stale.</summary>
    public static readonly DiagnosticCode LocalPortMoved = new("CP5047", "The local cluster moved to another port", Severity.Warning);

    /// <summary>The server is kept by the means of those systems.</summary>
    public static readonly DiagnosticCode LocalNeedsUnix = new("CP5048", "The local cluster runs on Linux and macOS only");

    /// <summary>The admin may not create databases, or roles.</summary>
    public static readonly DiagnosticCode AdminLacksAttribute = new("CP5060", "The admin role lacks a right");

    /// <summary>The server is in recovery.</summary>
    public static readonly DiagnosticCode ServerIsStandby = new("CP5061", "The server is a standby");

    /// <summary>A minor version with a fault that the access model cannot live with.</summary>
    public static readonly DiagnosticCode ServerIgnoresRoleSetting = new("CP5062", "The server ignores a login's role setting");

    /// <summary>Transactions of the whole server are read-only, by its configuration or as a standby's are (25006).</summary>
    public static readonly DiagnosticCode ServerIsReadOnly = new("CP5063", "The server is read-only");
}
