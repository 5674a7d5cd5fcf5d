using System.Text.Json;
using Carpool.Cli.Commands;
using Carpool.Diff;
using Carpool.Planning;

namespace Carpool.Cli.Views;

/// <summary>The plan of `preview`, for people.</summary>
internal sealed class PlanForPeople(Invocation invocation, bool withSql) : PeopleView<Plan>(invocation)
{
    protected override void Write(Paper paper, Plan result) => PlanText.Write(paper, result, withSql);
}

/// <summary>The plan of `preview`, as JSON.</summary>
internal sealed class PlanAsJson(string stack, TextWriter output) : JsonView<Plan>(output)
{
    public static void WriteKeys(Utf8JsonWriter json, string stack, Plan plan)
    {
        json.WriteString("stack", stack);
        json.WriteString("fingerprint", plan.Fingerprint);
        json.WriteStartArray("changes");
        foreach (var change in plan.Changes) Write(json, plan, change);
        json.WriteEndArray();
        var totals = Totals.Of(plan);
        json.WriteStartObject("summary");
        json.WriteNumber("create", totals.Create);
        json.WriteNumber("update", totals.Update);
        json.WriteNumber("delete", totals.Delete);
        json.WriteNumber("unchanged", totals.Unchanged);
        json.WriteEndObject();
    }

    public static string Name(ChangeAction action) => action switch
    {
        ChangeAction.Create => "create",
        ChangeAction.Update => "update",
        ChangeAction.Delete => "delete",
        _ => throw new InvalidOperationException($"{action} has no name"),
    };

    protected override void Write(Utf8JsonWriter json, Plan result) => WriteKeys(json, stack, result);

    private static void Write(Utf8JsonWriter json, Plan plan, Change change)
    {
        json.WriteStartObject();
        json.WriteString("action", Name(change.Action));
        json.WriteString("kind", change.Kind);
        json.WriteString("app", change.App);
        json.WriteString("name", change.Name);
        json.WriteString("database", change.Database?.Value);
        json.WriteStartArray("sql");
        foreach (var statement in plan.SqlOf(change)) json.WriteStringValue(statement);
        json.WriteEndArray();
        json.WriteStartArray("hazards");
        foreach (var code in plan.Hazards.Where(hazard => hazard.Change == change).Select(hazard => hazard.Diagnostic.Code.Id).Distinct(StringComparer.Ordinal)) json.WriteStringValue(code);
        json.WriteEndArray();
        if (plan.HeldBy(change) is { } held)
        {
            json.WriteStartObject("holds");
            if (held.Contents is { } contents)
            {
                json.WriteNumber("tables", contents.Tables);
                json.WriteNumber("estimated_rows", contents.EstimatedRows);
                json.WriteNumber("size_bytes", contents.SizeBytes);
            }

            json.WriteNumber("sessions", held.Sessions);
            json.WriteStartArray("slots");
            foreach (var slot in held.Slots) json.WriteStringValue(slot);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
