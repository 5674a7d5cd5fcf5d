using System.Text.Json;
using Carpool.Cli.Commands;
using Carpool.Doctor;

namespace Carpool.Cli.Views;

/// <summary>Whether a cluster is fit, for people: the connections as a bar, then every check.</summary>
internal sealed class DoctorForPeople(Invocation invocation) : PeopleView<DoctorReport>(invocation)
{
    protected override void Write(Paper paper, DoctorReport result)
    {
        BudgetBar.Write(paper, result.Budget);
        paper.Line();
        foreach (var check in result.Checks)
        {
            paper.Line($"{Label(paper, check.Status)} {paper.Dim(check.Code.Id)} {Paper.Plain(check.Message)}");
            if (check is { Status: not CheckStatus.Ok, Fix: { } fix }) paper.Line($"     fix: {Paper.Plain(fix)}");
        }

        paper.Line();
        var (failed, warned) = (result.Checks.Count(check => check.Status is CheckStatus.Fail), result.Checks.Count(check => check.Status is CheckStatus.Warn));
        paper.Line($"{Plural.Of(result.Checks.Count, "check")}: {failed} failed, {Plural.Of(warned, "warning")}");
        paper.Line(result.IsFit ? paper.Green("The cluster is fit for what is asked of it.") : paper.Red("The cluster is not fit for what is asked of it."));
    }

    /// <summary>A status at the head of a line.</summary>
    public static string Label(Paper paper, CheckStatus status) => status switch
    {
        CheckStatus.Ok => paper.Green("ok  "),
        CheckStatus.Warn => paper.Yellow("warn"),
        _ => paper.Red("FAIL"),
    };
}

/// <summary>Whether a cluster is fit, as JSON.</summary>
internal sealed class DoctorAsJson(TextWriter output) : JsonView<DoctorReport>(output)
{
    protected override void Write(Utf8JsonWriter json, DoctorReport result)
    {
        json.WriteBoolean("fit", result.IsFit);
        json.WriteStartArray("checks");
        foreach (var check in result.Checks)
        {
            json.WriteStartObject();
            json.WriteString("code", check.Code.Id);
            json.WriteString("status", Word(check.Status));
            json.WriteString("subject", check.Subject);
            Write(json, "measured", check.Measured);
            Write(json, "required", check.Required);
            json.WriteString("fix", check.Fix);
            json.WriteString("message", check.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteBudget(json, result.Budget);
    }

    /// <summary>How a status is written, in JSON and on a page.</summary>
    public static string Word(CheckStatus status) => status switch
    {
        CheckStatus.Ok => "ok",
        CheckStatus.Warn => "warn",
        _ => "fail",
    };

    private static void WriteBudget(Utf8JsonWriter json, ConnectionBudget budget)
    {
        json.WriteStartObject("connections");
        json.WriteNumber("max", budget.Capacity.Connections);
        json.WriteNumber("reserved_for_superusers", budget.Capacity.ReservedForSuperusers);
        json.WriteNumber("reserved", budget.Capacity.Reserved);
        json.WriteNumber("usable", budget.Capacity.Usable);
        json.WriteNumber("claimed", budget.Claimed);
        json.WriteNumber("left", budget.Left);
        json.WriteStartArray("shares");
        foreach (var share in budget.Shares)
        {
            json.WriteStartObject();
            json.WriteString("kind", BudgetWords.Name(share.Kind));
            json.WriteString("name", share.Name);
            DiagnosticJson.WriteNumber(json, "limit", share.Limit);
            json.WriteNumber("now", share.Now);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string key, Measure? measure)
    {
        switch (measure)
        {
            case Measure.Number(var number): json.WriteNumber(key, number); break;
            case Measure.Text(var text): json.WriteString(key, text); break;
            default: json.WriteNull(key); break;
        }
    }
}
