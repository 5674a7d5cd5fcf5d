using System.Text;
using System.Text.Json.Nodes;

namespace Carpool.Emulator.Http;

/// <summary>An answer; <paramref name="Mishap"/> is what is to go wrong on its way, for tests of clients.</summary>
internal sealed record ApiAnswer(int Status, JsonNode? Body, Mishap Mishap = Mishap.None)
{
    public static readonly ApiAnswer NoContent = new(204, null);

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public byte[] ToBytes(bool keepsOpen)
    {
        var body = Body is null ? "" : Body.ToJsonString();
        var head = new StringBuilder($"HTTP/1.1 {Status} {Reason()}\r\n");
        if (Body is not null) head.Append("Content-Type: application/json; charset=utf-8\r\n");
        if (Status != 204) head.Append($"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n");
        foreach (var (name, value) in Headers) head.Append($"{name}: {value}\r\n");
        return Encoding.UTF8.GetBytes(head.Append($"Cache-Control: no-store\r\nConnection: {(keepsOpen ? "keep-alive" : "close")}\r\n\r\n").Append(body).ToString());
    }

    private string Reason() => Status switch
    {
        200 => "OK",
        201 => "Created",
        204 => "No Content",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    };
}

/// <summary>What can go wrong with an answer that was carried out.</summary>
internal enum Mishap
{
    None,

    /// <summary>The connection ends without a byte of it.</summary>
    Lost,

    /// <summary>The connection ends in the middle of the body.</summary>
    Truncated,

    /// <summary>The body trickles.</summary>
    Slow,

    /// <summary>No byte of it comes, and the connection stays until the client has had enough.</summary>
    Silent,
}
