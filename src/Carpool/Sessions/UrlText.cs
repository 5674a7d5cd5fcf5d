using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Carpool.State;

namespace Carpool.Sessions;

/// <summary>How URLs of databases are written: the one place that percent-encodes.</summary>
public static class UrlText
{
    /// <summary>Everything but letters, digits and `-._~` percent-encoded, which is right wherever a driver decodes.</summary>
    public static string Encode(string text) => Uri.EscapeDataString(text);

    /// <summary>
    /// A database for libpq and those who read its URLs, with what a path may hold left as it is: some drivers decode a path with
    /// JavaScript's decodeURI, which leaves these signs encoded; libpq takes them as they are.
    /// </summary>
    public static string EncodePath(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()).Select(sign => "/:@&=+$,;".Contains(sign, StringComparison.Ordinal) ? sign : Encode(sign)));
    }

    /// <summary>An IPv6 address in brackets, any other host encoded.</summary>
    public static string Host(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
            ? $"[{host.Replace("%", "%25", StringComparison.Ordinal)}]"
            : Encode(host);
    }

    /// <summary>`scheme://login:password@host:port/path?key=value…`. Of a Unix socket, host and port are parameters, as libpq has it.</summary>
    /// <param name="password">Encoded already, or a mask.</param>
    /// <param name="path">The database, encoded as the driver wants it.</param>
    /// <param name="parameters">Keys, and values not yet encoded.</param>
    public static string Assemble(string scheme, RoleName login, string password, ServerAddress server, string path, IEnumerable<(string Key, string Value)> parameters)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(login);
        var port = server.Port.ToString(CultureInfo.InvariantCulture);
        var url = new StringBuilder(scheme).Append("://").Append(Encode(server.UserNameOf(login))).Append(':').Append(password).Append('@');
        if (!server.IsSocket) url.Append(Host(server.Host)).Append(':').Append(port);
        url.Append('/').Append(path);
        IEnumerable<(string Key, string Value)> socket = server.IsSocket ? [("host", server.Host), ("port", port)] : [];
        var query = socket.Concat(parameters).Select(parameter => $"{parameter.Key}={Encode(parameter.Value)}").ToList();
        return query.Count == 0 ? url.ToString() : url.Append('?').AppendJoin('&', query).ToString();
    }
}
