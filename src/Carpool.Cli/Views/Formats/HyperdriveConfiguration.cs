using System.Text;
using System.Text.Json;
using Carpool.Sessions;

namespace Carpool.Cli.Views.Formats;

/// <summary>
/// What Cloudflare's API takes to make a Hyperdrive configuration. Not a command of wrangler: that takes the password as an argument alone, which
/// every user of the machine can read in the process list, and shells keep in their history. Hyperdrive is a pooler itself: the direct server.
/// </summary>
internal static class HyperdriveConfiguration
{
    public static string Of(PrintedLogin login)
    {
        var (server, door) = (login.Direct.Server, login.Direct);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("name", login.Resource);
            json.WriteStartObject("origin");
            json.WriteString("scheme", "postgresql");
            json.WriteString("host", UrlText.Host(server.Host));
            json.WriteNumber("port", server.Port);
            json.WriteString("database", door.Database.Value);
            json.WriteString("user", door.UserName);
            json.WriteString("password", door.Password);
            json.WriteEndObject();
            if (server.SslMode >= SslMode.Require)
            {
                json.WriteStartObject("mtls");
                json.WriteString("sslmode", SslModeWord.Of(server.SslMode));
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    public static string? ObstacleTo(PrintedLogin login) => login.Direct.Server.IsSocket ? "Hyperdrive comes over the network and reaches no Unix socket" : null;
}
