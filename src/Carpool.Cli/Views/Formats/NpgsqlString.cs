using Carpool.Sessions;
using Npgsql;

namespace Carpool.Cli.Views.Formats;

/// <summary>For Npgsql, in its own words and with its own quoting.</summary>
internal static class NpgsqlString
{
    public static string Of(PrintedLogin login)
    {
        var (server, door) = (login.Direct.Server, login.Direct);
        var settings = new NpgsqlConnectionStringBuilder { Host = server.Host, Port = server.Port, Database = door.Database.Value, Username = door.UserName, Password = door.Password };
        foreach (var (key, value) in SslModeWord.Parameters(server))
        {
            if (key == "sslrootcert") settings.RootCertificate = value;
            else settings.SslMode = Enum.Parse<Npgsql.SslMode>($"{server.SslMode}", ignoreCase: true);
        }

        return settings.ConnectionString;
    }
}
