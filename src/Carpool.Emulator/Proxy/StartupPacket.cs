using System.Buffers.Binary;
using System.Text;

namespace Carpool.Emulator.Proxy;

/// <summary>A client's first message: the protocol's version, then names and values.</summary>
internal sealed record StartupPacket(int Version, IReadOnlyList<KeyValuePair<string, string>> Parameters)
{
    public const int SslRequest = 80877103, GssRequest = 80877104, CancelRequest = 80877102;

    /// <summary>As long as Postgres itself allows.</summary>
    public const int MaxLength = 10_000;

    public string? this[string name] => Parameters.FirstOrDefault(pair => pair.Key == name).Value;

    /// <summary>Null where it is none.</summary>
    public static StartupPacket? Read(int version, ReadOnlySpan<byte> body)
    {
        var words = Encoding.UTF8.GetString(body).Split('\0');
        var parameters = new List<KeyValuePair<string, string>>();
        for (var i = 0; i + 1 < words.Length && words[i].Length > 0; i += 2) parameters.Add(new(words[i], words[i + 1]));
        return version >> 16 == 3 ? new(version, parameters) : null;
    }

    public StartupPacket With(string name, string value) => this with
    {
        Parameters = [.. Parameters.Where(pair => pair.Key != name), new(name, value)],
    };

    public byte[] ToBytes()
    {
        var body = Encoding.UTF8.GetBytes(string.Concat(Parameters.Select(pair => $"{pair.Key}\0{pair.Value}\0")) + "\0");
        var bytes = new byte[8 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), Version);
        body.CopyTo(bytes, 8);
        return bytes;
    }
}
