using System.Net;
using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Sessions;

/// <summary>Where a server is and who Carpool is there. Printing it never shows the password.</summary>
/// <param name="Host">A host name, an address without brackets, or the folder of a Unix socket (begins with a slash).</param>
/// <param name="Port">The TCP port, or the number in the socket's name.</param>
/// <param name="Database">The database that the URL names; `postgres` where it names none.</param>
/// <param name="User">The role to log in as.</param>
/// <param name="Password">Null where the server trusts the socket or the environment holds it (PGPASSWORD, .pgpass).</param>
/// <param name="SslMode">How far the server is verified.</param>
/// <param name="RootCertificate">A file with the authorities to trust, or null for those of the machine.</param>
public sealed record ServerAddress(
    string Host,
    int Port,
    DatabaseName Database,
    RoleName User,
    Secret? Password,
    SslMode SslMode = SslMode.Prefer,
    string? RootCertificate = null)
{
    /// <summary>
    /// What a proxy that routes by the login's name wants at its end, such as `.main1234` for a branch, or `.main1234|replica`; empty where
    /// there is none. Inside the server no role has it.
    /// </summary>
    public string LoginSuffix { get; init; } = "";

    /// <summary>The role that the admin's sessions become as they start; null where they stay the login itself.</summary>
    public RoleName? Becomes { get; init; }

    /// <summary>The port of a server that names none.</summary>
    public const int DefaultPort = 5432;

    /// <summary>True for a Unix socket.</summary>
    public bool IsSocket => Host.StartsWith('/');

    /// <summary>True where the bytes never leave the machine: a Unix socket, localhost, 127.0.0.0/8, ::1.</summary>
    public bool IsLoopback => IsSocket
        || Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>True where nobody in between can read or pretend: loopback, or a certificate that is checked.</summary>
    public bool IsVerified => IsLoopback || SslMode >= SslMode.VerifyCa;

    /// <summary>A login's name as this server's door wants it.</summary>
    public string UserNameOf(RoleName login)
    {
        ArgumentNullException.ThrowIfNull(login);
        return login.Value + LoginSuffix;
    }

    /// <summary>
    /// Reads `postgresql://user:password@host:port/database?sslmode=…&amp;sslrootcert=…` as libpq does: percent-encoding everywhere,
    /// IPv6 in brackets, `?host=/folder` for a Unix socket. Different on purpose: the database defaults to `postgres`, a server that
    /// is not loopback is always verified (CP5002 where the URL asks for less), and several hosts are refused.
    /// </summary>
    public static Checked<ServerAddress> Parse(string url) => ConnectionUrl.Parse(url);

    /// <summary>The same server through another door, such as a pooler. Verified at least as far as this one, and in full where it leaves the machine.</summary>
    public ServerAddress At(string host, int port)
    {
        var moved = this with { Host = host, Port = port };
        return moved.IsVerified ? moved : moved with { SslMode = SslMode.VerifyFull };
    }

    /// <summary>A URL with the password masked.</summary>
    public override string ToString() => ConnectionUrl.RenderMasked(this, Database, User);
}
