using Carpool.Sessions;

namespace Carpool.Cli.Views.Formats;

/// <summary>For pgjdbc. It decodes the path as a form, takes no slash in it, and has user and password among the parameters.</summary>
internal static class JdbcUrl
{
    public static string Of(PrintedLogin login)
    {
        var (server, door) = (login.Direct.Server, login.Direct);

        // The driver would look for ~/.postgresql/root.crt, where others ask the machine's own authorities
        IEnumerable<(string Key, string Value)> authorities = server is { SslMode: >= SslMode.VerifyCa, RootCertificate: null } ? [("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory")] : [];
        return $"jdbc:postgresql://{UrlText.Host(server.Host)}:{server.Port}/{UrlText.Encode(door.Database.Value)}?user={UrlText.Encode(door.UserName)}&password={door.UrlPassword}"
            + string.Concat(SslModeWord.Parameters(server).Concat(authorities).Select(parameter => $"&{parameter.Key}={UrlText.Encode(parameter.Value)}"));
    }

    public static string? ObstacleTo(PrintedLogin login) => login.Direct.Server.IsSocket ? "JDBC knows no Unix socket" : null;
}
