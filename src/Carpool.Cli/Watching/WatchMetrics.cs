using System.Globalization;
using System.Text;
using Carpool.Diagnostics;

namespace Carpool.Cli.Watching;

/// <summary>What is known, as Prometheus reads it.</summary>
internal static class WatchMetrics
{
    public static string Of(WatchState state)
    {
        var text = new StringBuilder();
        Family(text, "carpool_watch_info", "gauge", "What is watched.", ($"stack=\"{Escaped(state.Stack)}\"", 1));
        Family(text, "carpool_verify_rounds_total", "counter", "Rounds that ended.", ("", state.Rounds));
        Family(text, "carpool_verify_errors_total", "counter", "Rounds that came to nothing, as where the server was gone.", ("", state.Failures));
        Family(text, "carpool_last_round_failed", "gauge", "1 where the last round came to nothing.", ("", state.Last is { HasFailed: true } ? 1 : 0));

        // What was proven once is not proven while the server cannot be asked
        Family(text, "carpool_isolated", "gauge", "1 where the last round proved that every wall stands.", ("", state.Last is { HasFailed: false, Report.IsIsolated: true } ? 1 : 0));
        if (state.LastGood is not { } round) return text.ToString();

        var (findings, probes) = (round.Report.Findings, round.Report.Probes);
        Family(
            text, "carpool_findings", "gauge", "Findings of the last round that came to something.",
            ("severity=\"error\"", findings.Count(finding => finding.Severity == Severity.Error)), ("severity=\"warning\"", findings.Count(finding => finding.Severity != Severity.Error)));
        Family(text, "carpool_unknown", "gauge", "What the admin may not read.", ("", round.Report.Unknown.Count));
        Family(text, "carpool_open_by_platform", "gauge", "What the platform leaves open.", ("", round.Report.OpenByPlatform.Count));
        Family(text, "carpool_accepted", "gauge", "Findings that the baseline accepts.", ("", round.Report.Accepted.Count));
        Family(
            text, "carpool_probes", "gauge", "Logins that were tried.",
            ("outcome=\"refused\"", probes.Refused), ("outcome=\"own\"", probes.Own), ("outcome=\"entered\"", probes.Entered), ("outcome=\"inconclusive\"", probes.Inconclusive));
        Family(text, "carpool_drift_changes", "gauge", "Objects that are not as the manifest says.", ("", round.Drift.Count));
        Family(text, "carpool_drift_conflicts", "gauge", "What stands in the way of the manifest.", ("", round.Conflicts.Count));
        Family(text, "carpool_last_verify_timestamp_seconds", "gauge", "When the last round ended that came to something.", ("", round.EndedAt.ToUnixTimeMilliseconds() / 1000.0));
        Family(text, "carpool_verify_duration_seconds", "gauge", "How long it took.", ("", round.Took.TotalSeconds));
        return text.ToString();
    }

    private static void Family(StringBuilder text, string name, string type, string help, params IEnumerable<(string Label, double Value)> samples)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");
        foreach (var (label, value) in samples) text.Append(CultureInfo.InvariantCulture, $"{name}{(label.Length == 0 ? "" : $"{{{label}}}")} {value:0.###}\n");
    }

    private static string Escaped(string label) => label.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
