using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Carpool.Doctor;

namespace Carpool.Cli.Views.Report;

/// <summary>Whether a cluster is fit, as one HTML page that needs nothing beside itself and runs nothing. The same report at the same time gives the same bytes.</summary>
internal static class DoctorPage
{
    /// <summary>How the pages are known again that a new one may take the place of.</summary>
    public const string Mark = "<!doctype html>\n<meta name=\"generator\" content=\"carpool doctor\">";

    private static readonly string Style = WallPage.Read("report.css");

    public static string Of(string stack, DateTimeOffset madeAt, DoctorReport report)
    {
        Html page = $"""
            {Html.Own(Mark)}
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
            <title>{$"Fitness for {stack}"}</title>
            <style>{Html.Own(Style)}</style></head><body>
            <header><h1>Fitness for {stack}</h1><p class="hint">carpool doctor, {madeAt.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC, {report.Cluster}</p>
            {(report.IsFit ? (Html)$"<p class=\"verdict good\">The cluster is fit for what is asked of it.</p>" : (Html)$"<p class=\"verdict bad\">The cluster is not fit for what is asked of it.</p>")}</header>
            <main>
            <section id="connections"><h2>Connections <small>{report.Budget.Capacity.Connections}</small></h2>
            <p class="hint">{report.Budget.Capacity.Usable} are for everybody, {report.Budget.Claimed} are spoken for.</p>
            {BudgetPicture.Of(report.Budget)}</section>
            <section id="checks"><h2>Checks <small>{report.Checks.Count}</small></h2>
            {report.Checks.OrderByDescending(check => check.Status).Select(One)}</section>
            </main>
            <footer class="hint">carpool explain CPnnnn says more about a code.</footer>
            </body></html>

            """;
        return page.ToString();
    }

    private static Html One(Check check) => $"""
        <article class="{(check.Status is CheckStatus.Fail ? "error" : check.Status is CheckStatus.Warn ? "warning" : "ok")}"><h3><span class="badge">{DoctorAsJson.Word(check.Status)}</span> {check.Code.Id} <small>{check.Code.Title}</small></h3>
        <p class="path">{check.Message}</p>
        {(check is { Status: not CheckStatus.Ok, Fix: { } fix } ? (Html)$"<p class=\"fix\">{fix}</p>\n" : Html.Nothing)}</article>

        """;
}
