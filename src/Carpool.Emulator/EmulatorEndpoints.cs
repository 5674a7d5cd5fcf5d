using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Carpool.Emulator;

/// <summary>Where a running emulator is reached.</summary>
/// <param name="PooledPort">Always a thousand above <paramref name="DirectPort"/>, as 6432 is above 5432.</param>
public sealed record EmulatorEndpoints(
    string ApiUrl, string Organization, string Database, string Branch, string ServiceTokenId, string ServiceToken, string Host, int DirectPort, int PooledPort, string CertificateFile)
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All of it in one line of JSON.</summary>
    public string ToJson()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartObject();
            json.WriteString("api", ApiUrl);
            json.WriteString("organization", Organization);
            json.WriteString("database", Database);
            json.WriteString("branch", Branch);
            json.WriteString("service_token_id", ServiceTokenId);
            json.WriteString("service_token", ServiceToken);
            json.WriteString("host", Host);
            json.WriteNumber("direct_port", DirectPort);
            json.WriteNumber("pooled_port", PooledPort);
            json.WriteString("ca_file", CertificateFile);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <inheritdoc/>
    public override string ToString() => $"EmulatorEndpoints {{ {ApiUrl}, token ******** }}";
}
