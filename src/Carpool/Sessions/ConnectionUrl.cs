using System.Globalization;
using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Sessions;

/// <summary>Connection URLs, written and read.</summary>
public static class ConnectionUrl
{
    // Said of the connection rather than of the server, and settled by Carpool itself: accepted without a word.
    private static readonly HashSet<string> Settled = new(StringComparer.Ordinal)
    {
        "application_name", "connect_timeout", "channel_binding", "gssencmode", "keepalives", "keepalives_idle", "keepalives_interval", "sslnegotiation",
    };

    /// <summary>
    /// The URL of a login. In user and password everything but letters, digits and `-._~` is percent-encoded; in the database what
    /// a path may not hold. So any name and password survives libpq and the drivers that read its URLs, but for a database with `?`
    /// or `#` in its name under node-postgres, which leaves these two encoded. `sslmode` stands there from `require` on, never less than the admin was verified
    /// with; a loopback server without TLS has none. An authority's file is named; the machine's own authorities are what most
    /// drivers use unasked (libpq 16 and later: PGSSLROOTCERT=system).
    /// </summary>
    public static string Render(ServerAddress server, DatabaseName database, RoleName login, Secret password)
    {
        ArgumentNullException.ThrowIfNull(password);
        return Render(server, database, login, UrlText.Encode(password.Reveal()));
    }

    /// <summary>As <see cref="Render(ServerAddress, DatabaseName, RoleName, Secret)"/>, with <see cref="Secret.Mask"/> where the password stands.</summary>
    public static string RenderMasked(ServerAddress server, DatabaseName database, RoleName login) => Render(server, database, login, Secret.Mask);

    internal static Checked<ServerAddress> Parse(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var ignored = new List<Diagnostic>();
        try
        {
            var address = Read(url, ignored);
            return address.IsVerified ? new(address, ignored) : new(null, [Unverified(address)]);
        }
        catch (FormatException e)
        {
            return new(null, [PlatformCodes.UrlUnreadable.With($"The connection URL cannot be read: {e.Message}", "Write it as postgresql://user:password@host:5432/database.")]);
        }
    }

    internal static Diagnostic Unverified(ServerAddress address) => PlatformCodes.ServerUnverified.With(
        $"sslmode={SslModeWord.Of(address.SslMode)} would not verify the server '{address.Host}': anybody in between could read the passwords",
        "Use sslmode=verify-full, with sslrootcert=FILE for a private authority.",
        address.Host);

    private static string Render(ServerAddress server, DatabaseName database, RoleName login, string password)
    {
        ArgumentNullException.ThrowIfNull(database);
        return UrlText.Assemble("postgresql", login, password, server, UrlText.EncodePath(database.Value), SslModeWord.Parameters(server));
    }

    private static ServerAddress Read(string url, List<Diagnostic> ignored)
    {
        var parts = UrlParts.Split(url);
        string? Given(string parameter) => parts.Parameters.TryGetValue(parameter, out var value) ? value : null;

        var host = Given("host") ?? parts.Host;
        var portText = Given("port") ?? parts.Port;
        var user = Given("user") ?? parts.User;
        var password = Given("password") ?? parts.Password;
        var database = Given("dbname") ?? parts.Database;
        if (string.IsNullOrEmpty(host)) throw new FormatException("it names no host");
        if (host.Contains(',', StringComparison.Ordinal)) throw new FormatException("it names several hosts, and Carpool must know which one it changes");
        if (string.IsNullOrEmpty(user)) throw new FormatException("it names no user");
        if (!Identifier.IsValid(user)) throw new FormatException($"its user is no name in Postgres (1 to {Identifier.MaxBytes} bytes)");
        if (string.IsNullOrEmpty(database)) database = "postgres";
        if (!Identifier.IsValid(database)) throw new FormatException($"its database is no name in Postgres (1 to {Identifier.MaxBytes} bytes)");
        var port = ServerAddress.DefaultPort;
        if (!string.IsNullOrEmpty(portText) && (!int.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535))
        {
            throw new FormatException("its port is not a number from 1 to 65535; a '/', '?' or '#' in the password must be percent-encoded");
        }

        var address = new ServerAddress(host, port, new(database), new(user), string.IsNullOrEmpty(password) ? null : new(password));
        var mode = Given("sslmode") is { } text ? SslModeWord.Read(text) : address.IsLoopback ? SslMode.Prefer : SslMode.VerifyFull;
        var root = Given("sslrootcert") is { Length: > 0 } file && !string.Equals(file, "system", StringComparison.Ordinal) ? file : null;
        ignored.AddRange(parts.Parameters.Keys.Where(IsIgnored).Order(StringComparer.Ordinal).Select(Ignored));
        return address with { SslMode = mode, RootCertificate = root };
    }

    private static bool IsIgnored(string parameter) =>
        parameter is not ("host" or "port" or "user" or "password" or "dbname" or "sslmode" or "sslrootcert") && !Settled.Contains(parameter);

    private static Diagnostic Ignored(string parameter) =>
        PlatformCodes.ParameterIgnored.With($"The connection URL's parameter '{parameter}' is ignored", $"Take '{parameter}' out of the URL.", parameter);
}
