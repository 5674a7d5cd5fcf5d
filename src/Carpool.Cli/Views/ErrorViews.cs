using System.Text.Json;
using Carpool.Cli.Commands;
using Carpool.Doctor.Errors;

namespace Carpool.Cli.Views;

/// <summary>What is behind errors, for people.</summary>
internal sealed class ErrorsForPeople(Invocation invocation) : PeopleView<IReadOnlyList<ErrorDiagnosis>>(invocation)
{
    protected override void Write(Paper paper, IReadOnlyList<ErrorDiagnosis> result)
    {
        foreach (var (index, error) in result.Index())
        {
            if (index > 0) paper.Line();
            paper.Line(paper.Bold(error.Found.Trim()));
            paper.Line($"  cause: {Paper.Plain(error.Cause)}");
            paper.Line($"  fix: {Paper.Plain(error.Fix)}");
            if (error.Code is { } code) paper.Line(paper.Dim($"  carpool doctor looks for it beforehand; more about it: carpool explain {code}"));
        }
    }
}

/// <summary>What is behind errors, as JSON.</summary>
internal sealed class ErrorsAsJson(TextWriter output) : JsonView<IReadOnlyList<ErrorDiagnosis>>(output)
{
    protected override void Write(Utf8JsonWriter json, IReadOnlyList<ErrorDiagnosis> result)
    {
        json.WriteStartArray("errors");
        foreach (var error in result)
        {
            json.WriteStartObject();
            json.WriteString("error", error.Error);
            json.WriteString("found", error.Found);
            json.WriteString("cause", error.Cause);
            json.WriteString("fix", error.Fix);
            json.WriteString("code", error.Code);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
