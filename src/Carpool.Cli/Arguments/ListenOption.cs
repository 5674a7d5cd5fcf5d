using System.CommandLine;
using System.Globalization;
using System.Net;

namespace Carpool.Cli.Arguments;

/// <summary>--listen, of `watch`: an address with a port, or `off`.</summary>
internal static class ListenOption
{
    /// <summary>Where it listens unless told: out of reach of other machines.</summary>
    private static readonly IPEndPoint Usual = new(IPAddress.Loopback, 9187);

    public static Option<IPEndPoint?> Build() => new("--listen")
    {
        HelpName = "ADDRESS:PORT",
        Description = $"Where /metrics and /healthz are, or `off`; {Usual} unless given.",
        DefaultValueFactory = _ => Usual,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (text == "off") return null;
            if (Read(text) is { } address) return address;
            result.AddError($"'{text}' is no address for --listen: write 127.0.0.1:9187, [::1]:9187 or off.");
            return Usual;
        },
    };

    /// <summary>Null where the text is none: an IP address, or localhost, and a port.</summary>
    public static IPEndPoint? Read(string text)
    {
        var at = text.LastIndexOf(':');
        if (at < 0 || !ushort.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)) return null;
        var host = text[..at];
        if (host == "localhost") return new(IPAddress.Loopback, port);
        var isBracketed = host.StartsWith('[') && host.EndsWith(']');

        // Without brackets the port could be the address's own end
        if (host.Contains(':', StringComparison.Ordinal) != isBracketed) return null;
        return IPAddress.TryParse(isBracketed ? host[1..^1] : host, out var address) && (isBracketed || host.Count(letter => letter == '.') == 3) ? new(address, port) : null;
    }
}
