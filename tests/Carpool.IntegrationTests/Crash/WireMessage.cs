using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Carpool.IntegrationTests.Crash;

/// <summary>One message of the Postgres protocol, version 3: https://www.postgresql.org/docs/current/protocol-message-formats.html.</summary>
/// <param name="Type">The letter it begins with; '\0' for the start-up message, which has none.</param>
/// <param name="Bytes">All of it, as it goes over the wire.</param>
internal readonly record struct WireMessage(char Type, byte[] Bytes)
{
    private const int Protocol3 = 3 << 16;

    /// <summary>Asks the server to send what it has so far, within a batch.</summary>
    public static readonly WireMessage Flush = new('H', [(byte)'H', 0, 0, 0, 4]);

    private int HeaderLength => Type == '\0' ? 8 : 5;

    /// <summary>The zero-terminated texts that it begins with.</summary>
    public IReadOnlyList<string> Texts(int count)
    {
        var (texts, at) = (new List<string>(), HeaderLength);
        while (texts.Count < count)
        {
            var end = Array.IndexOf(Bytes, (byte)0, at);
            texts.Add(Encoding.UTF8.GetString(Bytes, at, end - at));
            at = end + 1;
        }

        return texts;
    }

    /// <summary>The names and values of a start-up message.</summary>
    public IReadOnlyDictionary<string, string> Parameters()
    {
        var words = Encoding.UTF8.GetString(Bytes.AsSpan(HeaderLength)).Split('\0');
        return Enumerable.Range(0, words.Length / 2).Where(pair => words[2 * pair].Length > 0)
            .ToDictionary(pair => words[2 * pair], pair => words[(2 * pair) + 1], StringComparer.Ordinal);
    }

    /// <summary>The next message; null where the other end closed.</summary>
    public static async Task<WireMessage?> ReadAsync(NetworkStream stream, CancellationToken ct)
    {
        var type = new byte[1];
        if (await stream.ReadAtLeastAsync(type, 1, throwOnEndOfStream: false, ct) == 0) return null;
        return new WireMessage((char)type[0], [type[0], .. await ReadBodyAsync(stream, ct)]);
    }

    /// <summary>The message that a client begins with.</summary>
    public static async Task<WireMessage> ReadStartupAsync(NetworkStream stream, CancellationToken ct)
    {
        var body = await ReadBodyAsync(stream, ct);
        var code = BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(4));
        return code == Protocol3 ? new WireMessage('\0', body) : throw new InvalidOperationException($"A client asked for {code}, where a session without TLS was expected");
    }

    private static async Task<byte[]> ReadBodyAsync(NetworkStream stream, CancellationToken ct)
    {
        var length = new byte[4];
        await stream.ReadExactlyAsync(length, ct);
        var body = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
        length.CopyTo(body, 0);
        await stream.ReadExactlyAsync(body.AsMemory(4), ct);
        return body;
    }
}
