using Carpool.Sessions;

namespace Carpool.Cli.Views.Formats;

/// <summary>
/// For SQLAlchemy with psycopg 3, whose words for TLS are libpq's. SQLAlchemy decodes user and password but not the database: one that would
/// have to be encoded is handed to the driver as a parameter, which is decoded.
/// </summary>
internal static class SqlAlchemyUrl
{
    public static string Of(PrintedLogin login)
    {
        var door = login.Direct;
        var isPlain = UrlText.Encode(door.Database.Value) == door.Database.Value;
        IEnumerable<(string, string)> database = isPlain ? [] : [("dbname", door.Database.Value)];
        return UrlText.Assemble("postgresql+psycopg", door.Login, door.UrlPassword, door.Server, isPlain ? door.Database.Value : "", [.. database, .. Libpq.Tls(door.Server)]);
    }
}
