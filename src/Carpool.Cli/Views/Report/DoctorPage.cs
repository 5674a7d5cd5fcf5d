using Carpool.Doctor;

namespace Carpool.Cli.Views.Report;

/// <summary>Whether a cluster is fit, as a page: the budget as a picture, and every check.</summary>
internal static class DoctorPage
{
    public static string Of(string stack, DateTimeOffset madeAt, DoctorReport report)
    {
        Html main = $"""
            <section id="connections"><h2>Connections <small>{report.Budget.Capacity.Connections}</small></h2>
            <p class="hint">{report.Budget.Capacity.Usable} are for everybody, {report.Budget.Claimed} are spoken for.</p>
            {BudgetPicture.Of(report.Budget)}</section>
            <section id="checks"><h2>Checks <small>{report.Checks.Count}</small></h2>
            {report.Checks.OrderByDescending(check => check.Status).Select(One)}</section>

            """;
        return ReportPage.Of(
            "doctor", $"Fitness for {stack}", $"{ReportPage.Moment(madeAt)}, {report.Cluster}", (report.IsFit, report.IsFit ? "The cluster is fit for what is asked of it." : "The cluster is not fit for what is asked of it."), main);
    }

    private static Html One(Check check) => $"""
        <article class="{(check.Status is CheckStatus.Fail ? "error" : check.Status is CheckStatus.Warn ? "warning" : "ok")}"><h3><span class="badge">{DoctorAsJson.Word(check.Status)}</span> {check.Code.Id} <small>{check.Code.Title}</small></h3>
        <p class="path">{check.Message}</p>
        {(check is { Status: not CheckStatus.Ok, Fix: { } fix } ? (Html)$"<p class=\"fix\">{fix}</p>\n" : Html.Nothing)}</article>

        """;
}
