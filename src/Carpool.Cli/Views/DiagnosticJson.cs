using System.Text.Json;
using Carpool.Diagnostics;

namespace Carpool.Cli.Views;

/// <summary>Diagnostics in JSON.</summary>
internal static class DiagnosticJson
{
    public static void Write(Utf8JsonWriter json, string key, IEnumerable<Diagnostic> diagnostics)
    {
        json.WriteStartArray(key);
        foreach (var diagnostic in diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("code", diagnostic.Code.Id);
            json.WriteString("severity", Name(diagnostic.Severity));
            json.WriteString("message", diagnostic.Message);
            json.WriteString("fix", diagnostic.Fix);
            json.WriteString("subject", diagnostic.Subject);
            json.WriteString("file", diagnostic.Location?.File);
            WriteNumber(json, "line", diagnostic.Location?.Line);
            WriteNumber(json, "column", diagnostic.Location?.Column);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteNumber(Utf8JsonWriter json, string key, long? number)
    {
        if (number is { } value) json.WriteNumber(key, value);
        else json.WriteNull(key);
    }

    /// <summary>How a severity is written, in JSON and on a page.</summary>
    public static string Name(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };
}
