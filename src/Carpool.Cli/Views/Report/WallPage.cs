using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Carpool.Diagnostics;
using Carpool.Walls;

namespace Carpool.Cli.Views.Report;

/// <summary>
/// The proof of the walls as one HTML page that needs nothing beside itself. Its policy lets nothing run but its own script and loads
/// nothing, whatever a name holds. The same report at the same time gives the same bytes.
/// </summary>
internal static class WallPage
{
    /// <summary>How the pages are known again that a new one may take the place of.</summary>
    public const string Mark = "<!doctype html>\n<meta name=\"generator\" content=\"carpool verify\">";

    private static readonly string Style = Read("report.css"), Script = Read("report.js");

    public static string Of(string stack, DateTimeOffset madeAt, WallReport report)
    {
        Html page = $"""
            {Html.Own(Mark)}
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{Digest(Style)}'; script-src 'sha256-{Digest(Script)}'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
            <title>{$"Walls of {stack}"}</title>
            <style>{Html.Own(Style)}</style></head><body>
            <header><h1>Walls of {stack}</h1><p class="hint">carpool verify, {madeAt.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC</p>
            {(report.IsIsolated ? (Html)$"<p class=\"verdict good\">Every wall stands.</p>" : (Html)$"<p class=\"verdict bad\">The walls are not proven.</p>")}</header>
            <main>
            {Counts(report)}
            <section id="reach"><h2>Who reaches what</h2>
            <p class="legend">{ReachWords.All.Select(reach => (Html)$"<span><span class=\"{ReachWords.Name(reach)} key\"></span> {ReachWords.Meaning(reach)}</span> ")}</p>
            <p class="hint">A row is a login, a column a database, each by name. <label id="zooming" hidden>Zoom <input id="zoom" type="range" min="1" max="8" step="0.5" value="1"></label></p>
            <p id="readout" aria-live="polite"></p>
            <div class="picture" tabindex="0">
            {MatrixPicture.Of(report.Matrix)}</div>
            {OpenWays.Of(report.Matrix)}</section>
            {FindingsList.Of("findings", "Open walls", "Each lets a login of one app into another's, gives it power over the cluster, or could not be proven closed.", [.. report.Findings.Where(finding => finding.Severity == Severity.Error)])}{FindingsList.Of("warnings", "Warnings", "Closed today; each may open a wall one day.", [.. report.Findings.Where(finding => finding.Severity != Severity.Error)])}{FindingsList.Of("unknown", "Unknown", "What the admin may not read, and so nobody judged.", report.Unknown)}{FindingsList.Of("platform", "Open by the platform", "What the admin may not close.", report.OpenByPlatform)}{FindingsList.Of("accepted", "Accepted", "Findings that the baseline accepts.", report.Accepted)}</main>
            <footer class="hint">carpool explain CPnnnn says more about a code.</footer>
            <script id="data" type="application/json">{Html.Own(Data(report.Matrix))}</script>
            <script>{Html.Own(Script)}</script>
            </body></html>

            """;
        return page.ToString();
    }

    private static Html Counts(WallReport report)
    {
        var probes = report.Probes;
        IReadOnlyList<(int Count, string Of, bool IsBad)> counts =
        [
            (report.Matrix.Rows.Count, "logins", false), (report.Matrix.Databases.Count, "databases", false),
            (probes.Attempted, "logins tried", false), (probes.Refused, "refused", false), (probes.Own, "in their own", false), (probes.Entered, "where they should not be", true), (probes.Inconclusive, "inconclusive", true),
            (report.Findings.Count(finding => finding.Severity == Severity.Error), "open walls", true), (report.Findings.Count(finding => finding.Severity != Severity.Error), "warnings", false),
            (report.Unknown.Count, "unknown", false), (report.OpenByPlatform.Count, "open by the platform", false), (report.Accepted.Count, "accepted", false),
        ];
        return $"<dl class=\"counts\">{counts.Select(one => (Html)$"<div class=\"{(one.IsBad && one.Count > 0 ? "bad" : "")}\"><dd>{one.Count}</dd><dt>{one.Of}</dt></div>")}</dl>";
    }

    // The encoder of JSON escapes what would end the element, in names too
    private static string Data(ReachMatrix matrix) => JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["databases"] = matrix.Databases.Select(database => Paper.Plain(database.Value)),
        ["logins"] = matrix.Rows.Select(row => new[] { Paper.Plain(row.Login.Value), row.Tenant is null ? null : Paper.Plain(row.Tenant), MatrixPicture.RunsOf(row) }),
        ["meanings"] = ReachWords.All.ToDictionary(reach => $"{ReachWords.Sign(reach)}", ReachWords.Meaning, StringComparer.Ordinal),
    });

    private static string Digest(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>A part of the pages that is a file of its own.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(WallPage).Assembly.GetManifestResourceStream($"report/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
