namespace Carpool.Diagnostics;

/// <summary>CP5xxx: the server, the connection to it, the machine and the tools around it.</summary>
public static class PlatformCodes
{
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
}
