using Carpool.Sessions;

namespace Carpool.Cli.Views.Formats;

/// <summary>
/// For Prisma: DATABASE_URL is what the application uses, through the pooler where there is one, DIRECT_URL what migrations use. Its engine has
/// words of its own for TLS (a `verify-full` it reads as `prefer`, without a word), and decodes user and password but not the database.
/// </summary>
internal static class PrismaLines
{
    public static string Of(PrintedLogin login)
    {
        var direct = Url(login.Direct);
        var used = login.Pooled is { } pooled ? Url(pooled, ("pgbouncer", "true")) : direct;
        return $"{login.Variable("DATABASE_URL")}={Quoting.Dotenv(used)}\n{login.Variable("DIRECT_URL")}={Quoting.Dotenv(direct)}";
    }

    public static string? ObstacleTo(PrintedLogin login) => UrlText.Encode(login.Direct.Database.Value) == login.Direct.Database.Value
        ? null
        : "Prisma reads a database in a URL as it stands, so its name may hold letters and digits of ASCII and -._~ alone";

    private static string Url(Door door, params IEnumerable<(string Key, string Value)> parameters)
    {
        // Of a Unix socket it wants host and port in their places all the same
        IEnumerable<(string, string)> socket = door.Server.IsSocket ? [("host", door.Server.Host)] : [];
        var server = door.Server.IsSocket ? door.Server with { Host = "localhost" } : door.Server;
        return UrlText.Assemble("postgresql", door.Login, door.UrlPassword, server, door.Database.Value, [.. socket, .. parameters, .. Tls(door.Server)]);
    }

    private static IEnumerable<(string Key, string Value)> Tls(ServerAddress server) => SslModeWord.Parameters(server).SelectMany<(string Key, string Value), (string, string)>(parameter => parameter.Key == "sslrootcert"
        ? [("sslcert", parameter.Value)]
        : server.SslMode >= SslMode.VerifyCa ? [("sslmode", "require"), ("sslaccept", "strict")] : [("sslmode", parameter.Value)]);
}
