using System.Text.Json;
using Carpool.Diagnostics;
using Carpool.Walls;

namespace Carpool.Cli.Views.Report;

/// <summary>The proof of the walls as a page: the matrix as a picture, and what was found.</summary>
internal static class WallPage
{
    private static readonly string Script = ReportPage.Part("report.js");

    public static string Of(string stack, DateTimeOffset madeAt, WallReport report)
    {
        Html main = $"""
            {Counts(report)}
            <section id="reach"><h2>Who reaches what</h2>
            <p class="legend">{ReachWords.All.Select(reach => (Html)$"<span><span class=\"{ReachWords.Name(reach)} key\"></span> {ReachWords.Meaning(reach)}</span> ")}</p>
            <p class="hint">A row is a login, a column a database, each by name. <label id="zooming" hidden>Zoom <input id="zoom" type="range" min="1" max="8" step="0.5" value="1"></label></p>
            <p id="readout" aria-live="polite"></p>
            <div class="picture" tabindex="0">
            {MatrixPicture.Of(report.Matrix)}</div>
            {OpenWays.Of(report.Matrix)}</section>
            {FindingsList.Of("findings", "Open walls", "Each lets a login of one app into another's, gives it power over the cluster, or could not be proven closed.", [.. report.Findings.Where(finding => finding.Severity == Severity.Error)])}{FindingsList.Of("warnings", "Warnings", "Closed today; each may open a wall one day.", [.. report.Findings.Where(finding => finding.Severity != Severity.Error)])}{FindingsList.Of("unknown", "Unknown", "What the admin may not read, and so nobody judged.", report.Unknown)}{FindingsList.Of("platform", "Open by the platform", "What the admin may not close.", report.OpenByPlatform)}{FindingsList.Of("accepted", "Accepted", "Findings that the baseline accepts.", report.Accepted)}
            """;
        return ReportPage.Of(
            "verify", $"Walls of {stack}", ReportPage.Moment(madeAt), (report.IsIsolated, report.IsIsolated ? "Every wall stands." : "The walls are not proven."), main, new(Script, Data(report.Matrix)));
    }

    private static Html Counts(WallReport report)
    {
        var probes = report.Probes;
        IReadOnlyList<(int Count, string Of, bool IsBad)> counts =
        [
            (report.Matrix.Rows.Count, "logins", false), (report.Matrix.Databases.Count, "databases", false),
            (probes.Attempted, "logins tried", false), (probes.Refused, "refused", false), (probes.Own, "in their own", false), (probes.Entered, "where they should not be", true), (probes.Inconclusive, "inconclusive", true),
            (report.Acts.Attempted, "acts tried", false), (report.Acts.Refused, "acts refused", false), (report.Acts.Done, "acts done", false), (report.Acts.Inconclusive, "acts inconclusive", true),
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
}
