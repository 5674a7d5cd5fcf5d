using System.Buffers;
using System.Text;

namespace Carpool.Sessions;

/// <summary>
/// A connection URL cut at its delimiters and decoded. System.Uri is not used: it rewrites hosts, folds case and refuses what libpq
/// takes. Messages of the FormatExceptions here never quote the URL, which holds a password.
/// </summary>
internal sealed record UrlParts(string? User, string? Password, string? Host, string? Port, string? Database, IReadOnlyDictionary<string, string> Parameters)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static UrlParts Split(string url)
    {
        var rest = AfterScheme(url);
        var query = rest.IndexOf('?', StringComparison.Ordinal);
        var parameters = ReadParameters(query < 0 ? "" : rest[(query + 1)..]);
        if (query >= 0) rest = rest[..query];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var database = slash < 0 ? null : Decode(rest[(slash + 1)..]);
        var authority = slash < 0 ? rest : rest[..slash];

        // The last '@', so that a password with a bare one in it still works.
        var at = authority.LastIndexOf('@');
        var (user, password) = at < 0 ? (null, null) : Cut(authority[..at], authority.IndexOf(':', StringComparison.Ordinal) is var colon && colon < at ? colon : -1);
        var (host, port) = ReadHost(authority[(at + 1)..]);
        return new(Decoded(user), Decoded(password), Decoded(host), Decoded(port), database, parameters);
    }

    private static string AfterScheme(string url)
    {
        foreach (var scheme in (string[])["postgresql://", "postgres://"])
        {
            if (url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) return url[scheme.Length..];
        }

        throw new FormatException("it does not begin with postgresql://");
    }

    private static (string? Host, string? Port) ReadHost(string text)
    {
        if (!text.StartsWith('[')) return Cut(text, text.IndexOf(':', StringComparison.Ordinal));
        var end = text.IndexOf(']', StringComparison.Ordinal);
        if (end < 0) throw new FormatException("the bracket of its IPv6 address is not closed");
        var after = text[(end + 1)..];
        if (after.Length > 0 && after[0] != ':') throw new FormatException("something other than a port follows its IPv6 address");
        return (text[1..end], after.Length > 0 ? after[1..] : null);
    }

    private static (string? Before, string? After) Cut(string text, int at) => at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);

    private static Dictionary<string, string> ReadParameters(string query)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = Cut(pair, pair.IndexOf('=', StringComparison.Ordinal));
            if (value is null) throw new FormatException("one of its parameters has no value");
            parameters[Decode(key!)] = Decode(value);
        }

        return parameters;
    }

    private static string? Decoded(string? text) => text is null ? null : Decode(text);

    private static string Decode(string text)
    {
        var bytes = new ArrayBufferWriter<byte>(text.Length + 1);
        try
        {
            for (var i = 0; i < text.Length;)
            {
                var percent = text.IndexOf('%', i);
                var plain = (percent < 0 ? text.Length : percent) - i;
                bytes.Write(StrictUtf8.GetBytes(text, i, plain));
                i += plain;
                if (percent < 0) continue;
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2])) throw new FormatException("a '%' in it is not followed by two hex digits; write %25 for the sign itself");
                var value = Convert.ToByte(text.Substring(i + 1, 2), 16);
                if (value == 0) throw new FormatException("%00 stands for a character that Postgres does not know");
                bytes.Write([value]);
                i += 3;
            }

            return StrictUtf8.GetString(bytes.WrittenSpan);
        }
        catch (ArgumentException e)
        {
            throw new FormatException("what is percent-encoded in it is not UTF-8", e);
        }
    }
}
