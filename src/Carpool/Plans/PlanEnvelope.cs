using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Carpool.Credentials;

namespace Carpool.Plans;

/// <summary>
/// What a plan's file is around the plan: for readers of another version, and against changes. The plan is sealed as the text that it
/// is in the file, and the rest has one spelling only, so that a single byte of difference is seen.
/// </summary>
/// <param name="Key">The fingerprint of the key that sealed it.</param>
/// <param name="Plan">The JSON text of the plan, as indented as it stands in the file.</param>
internal sealed record PlanEnvelope(int Version, string Key, string Seal, string Plan)
{
    public const int CurrentVersion = 1;

    public static PlanEnvelope Of(SavedPlan plan, StackKey key)
    {
        var text = PlanJson.Write(plan).Replace("\n", "\n  ", StringComparison.Ordinal);
        return new(CurrentVersion, key.Fingerprint, SealOf(text, key), text);
    }

    /// <summary>Null where the text is no plan's file.</summary>
    public static PlanEnvelope? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return root.ValueKind is JsonValueKind.Object
                && root.TryGetProperty("format_version", out var version) && version.ValueKind is JsonValueKind.Number && version.TryGetInt32(out var number) && number >= CurrentVersion
                && root.TryGetProperty("key", out var key) && key.ValueKind is JsonValueKind.String
                && root.TryGetProperty("seal", out var seal) && seal.ValueKind is JsonValueKind.String
                && root.TryGetProperty("plan", out var plan)
                ? new(number, key.GetString()!, seal.GetString()!, plan.GetRawText())
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escape that is no character
            return null;
        }
    }

    /// <summary>True where <paramref name="text"/>, which this was read from, is what was written with that key.</summary>
    public bool IsAuthentic(string text, StackKey key) =>
        Render() == text && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Seal), Encoding.UTF8.GetBytes(SealOf(Plan, key)));

    public string Render() => $"{{\n  \"format_version\": {Version},\n  \"key\": \"{Key}\",\n  \"seal\": \"{Seal}\",\n  \"plan\": {Plan}\n}}\n";

    private static string SealOf(string plan, StackKey key) => Convert.ToHexStringLower(new RowSeal(key).Authenticate("plan", $"{CurrentVersion}", plan));
}
