using System.Globalization;

namespace Carpool.Cli.Views.Formats;

/// <summary>libpq's keywords and values.</summary>
internal static class Conninfo
{
    public static string Of(PrintedLogin login)
    {
        var (server, door) = (login.Direct.Server, login.Direct);
        (string Key, string Value)[] values =
        [
            ("host", server.Host), ("port", server.Port.ToString(CultureInfo.InvariantCulture)), ("dbname", door.Database.Value), ("user", door.UserName), ("password", door.Password),
            .. Libpq.Tls(server),
        ];
        return string.Join(' ', values.Select(pair => $"{pair.Key}={Quoting.Conninfo(pair.Value)}"));
    }
}
