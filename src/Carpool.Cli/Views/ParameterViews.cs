using System.Text.Json;
using Carpool.Cli.Commands;
using Carpool.Platforms;

namespace Carpool.Cli.Views;

/// <summary>What became of changes of parameters.</summary>
/// <param name="Change">Null where all was so already.</param>
internal sealed record ParameterOutcome(IReadOnlyList<ParameterEdit> Edits, BranchChange? Change);

/// <summary>Parameters and their values, before and after.</summary>
internal static class ParameterLines
{
    public static void Write(Paper paper, IReadOnlyList<ParameterEdit> edits)
    {
        foreach (var edit in edits.Where(edit => !edit.IsSo)) paper.Line($"{paper.Yellow("~")} {Paper.Plain($"{edit}: {edit.From ?? "not set"} -> {edit.To}")}{(edit.RestartsServer ? paper.Dim(" (restarts the server)") : "")}");
        if (edits.Any(edit => edit is { IsSo: false, RestartsServer: true })) paper.Line("A restart ends direct connections; those through the pooler go on after a moment.");
    }
}

/// <summary>What became of changes, for people.</summary>
internal sealed class ParametersForPeople(Invocation invocation) : PeopleView<ParameterOutcome>(invocation)
{
    protected override void Write(Paper paper, ParameterOutcome result) => paper.Line(result.Change switch
    {
        null => $"Nothing to change: {Paper.Plain(string.Join(", ", result.Edits.Select(edit => $"{edit} is {edit.To}")))}",
        { State: "completed" } => paper.Green($"Done: {string.Join(", ", result.Edits.Select(edit => $"{edit} is {edit.To}"))}"),
        var change => $"PlanetScale has the change {Paper.Plain(change.Id)}, which is {Paper.Plain(change.State)}",
    });
}

/// <summary>What became of changes, as JSON.</summary>
internal sealed class ParametersAsJson(TextWriter output) : JsonView<ParameterOutcome>(output)
{
    protected override void Write(Utf8JsonWriter json, ParameterOutcome result)
    {
        json.WriteStartArray("parameters");
        foreach (var edit in result.Edits)
        {
            json.WriteStartObject();
            json.WriteString("namespace", edit.Namespace);
            json.WriteString("name", edit.Name);
            json.WriteString("from", edit.From);
            json.WriteString("to", edit.To);
            json.WriteBoolean("restarts_server", edit.RestartsServer);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("change", result.Change?.Id);
        json.WriteString("state", result.Change?.State);
    }
}
