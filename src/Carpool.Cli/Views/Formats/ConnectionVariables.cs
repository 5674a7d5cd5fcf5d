using System.Globalization;
using Carpool.Sessions;

namespace Carpool.Cli.Views.Formats;

/// <summary>The variables that libpq and most drivers look at.</summary>
internal static class ConnectionVariables
{
    public static IEnumerable<(string Name, string Value)> Of(Door door) =>
    [
        ("DATABASE_URL", door.Url),
        ("PGHOST", door.Server.Host),
        ("PGPORT", door.Server.Port.ToString(CultureInfo.InvariantCulture)),
        ("PGUSER", door.UserName),
        ("PGPASSWORD", door.Password),
        ("PGDATABASE", door.Database.Value),
        .. SslModeWord.Parameters(door.Server).Select(parameter => ($"PG{parameter.Key.ToUpperInvariant()}", parameter.Value)),

        // Some drivers insist on TLS where nobody says that there is none
        .. door.Server is { IsSocket: false, SslMode: SslMode.Disable } ? [("PGSSLMODE", SslModeWord.Of(SslMode.Disable))] : Array.Empty<(string, string)>(),
    ];
}
