using System.Text;
using System.Text.Json;
using Carpool.Walls;

namespace Carpool.Cli.Views;

/// <summary>Who reaches what, as JSON.</summary>
internal static class MatrixJson
{
    public static void Write(Utf8JsonWriter json, ReachMatrix matrix)
    {
        json.WriteStartObject("matrix");
        json.WriteStartArray("databases");
        foreach (var database in matrix.Databases) json.WriteStringValue(database.Value);
        json.WriteEndArray();
        json.WriteStartArray("logins");
        foreach (var row in matrix.Rows)
        {
            json.WriteStartObject();
            json.WriteString("login", row.Login.Value);
            json.WriteString("tenant", row.Tenant);
            json.WritePropertyName("reach");

            // In one line: a word a line would be a quarter of a million lines for 500 apps
            json.WriteRawValue(new StringBuilder("[").AppendJoin(", ", row.Cells.Select(cell => $"\"{ReachWords.Name(cell)}\"")).Append(']').ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
