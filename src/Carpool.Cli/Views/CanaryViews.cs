using System.Text.Json;
using Carpool.Cli.Commands;
using Carpool.Doctor;
using Carpool.Doctor.Canary;

namespace Carpool.Cli.Views;

/// <summary>How far the canaries of an app came, for people: a line a step, under the name of the engine.</summary>
internal sealed class CanaryForPeople(Invocation invocation) : PeopleView<CanaryReport>(invocation)
{
    protected override void Write(Paper paper, CanaryReport result)
    {
        foreach (var engine in result.Steps.GroupBy(step => step.Engine, StringComparer.Ordinal))
        {
            if (engine.Key is { } name) paper.Line(paper.Bold($"{Paper.Plain(result.App)}: {Paper.Plain(name)}"));
            foreach (var (step, check) in engine.Select(step => (step.Name, step.Check)))
            {
                paper.Line($"{DoctorForPeople.Label(paper, check.Status)} {paper.Dim(check.Code.Id)} {step}: {Paper.Plain(check.Message)}");
                if (check is { Status: not CheckStatus.Ok, Fix: { } fix }) paper.Line($"     fix: {Paper.Plain(fix)}");
            }
        }

        paper.Line();
        paper.Line(result.IsFit ? paper.Green("A sync engine gets what it needs.") : paper.Red("A sync engine would not get what it needs."));
    }
}

/// <summary>The same as JSON.</summary>
internal sealed class CanaryAsJson(TextWriter output) : JsonView<CanaryReport>(output)
{
    protected override void Write(Utf8JsonWriter json, CanaryReport result)
    {
        json.WriteBoolean("fit", result.IsFit);
        json.WriteString("app", result.App);
        json.WriteStartArray("steps");
        foreach (var step in result.Steps)
        {
            json.WriteStartObject();
            json.WriteString("engine", step.Engine);
            json.WriteString("step", step.Name);
            json.WriteString("code", step.Check.Code.Id);
            json.WriteString("status", DoctorAsJson.Word(step.Check.Status));
            json.WriteString("subject", step.Check.Subject);
            json.WriteString("message", step.Check.Message);
            json.WriteString("fix", step.Check.Fix);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
