using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Carpool.Cli.Watching;
using Carpool.Diagnostics;

namespace Carpool.Cli.Views;

/// <summary>What `watch` tells, a line an event.</summary>
internal interface IWatchLines
{
    void Write(DateTimeOffset at, WatchEvent one);
}

/// <summary>The words for a moment.</summary>
internal static class Moment
{
    public static string Of(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>For people.</summary>
internal sealed class WatchTextLines(Paper paper) : IWatchLines
{
    public void Write(DateTimeOffset at, WatchEvent one) => paper.Line($"{paper.Dim(Moment.Of(at))} {Text(one)}");

    private string Text(WatchEvent one) => one switch
    {
        WatchEvent.Watching watching => $"watching {OneLine(watching.Stack)} every {watching.Every.TotalSeconds:0}s{(watching.Listen is { } listen ? $", metrics on http://{listen}/metrics" : "")}",
        WatchEvent.Opened opened => $"{(opened.Finding.Severity == Severity.Error ? paper.Red("opened") : paper.Yellow("found"))} {Finding(opened.Finding)}",
        WatchEvent.Closed closed => $"{paper.Green("closed")} {Finding(closed.Finding)}",
        WatchEvent.Accepted accepted => $"{paper.Yellow("accepted")} {Finding(accepted.Finding)}",
        WatchEvent.Drifted drifted => $"{paper.Yellow("drift")} {OneLine(drifted.Drift.ToString())}",
        WatchEvent.Restored restored => $"{paper.Green("drift gone")} {OneLine(restored.Drift.ToString())}",
        WatchEvent.Failed failed => $"{paper.Red("failed")} {string.Join("; ", failed.Why.Select(Finding))}",
        WatchEvent.Recovered => paper.Green("recovered"),
        WatchEvent.Verified { Round: var round } =>
            $"{(round.Report.IsIsolated ? paper.Green("every wall stands") : paper.Red("the walls are not proven"))}, {Plural.Of(round.Drift.Count, "change")} to what the manifest says, {round.Report.Probes.Attempted} logins tried in {round.Took.TotalSeconds:0.0} s",
        WatchEvent.Ended => "ended",
    };

    private static string Finding(Diagnostic diagnostic) => $"{diagnostic.Code.Id}: {OneLine(diagnostic.Message)}";

    private static string OneLine(string text) => Paper.Plain(text).Replace('\n', ' ');
}

/// <summary>For programs: a JSON document a line.</summary>
internal sealed class WatchJsonLines(TextWriter output) : IWatchLines
{
    private static readonly JsonWriterOptions OnOneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Write(DateTimeOffset at, WatchEvent one)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, OnOneLine))
        {
            json.WriteStartObject();
            json.WriteNumber("format_version", 1);
            json.WriteString("time", Moment.Of(at));
            json.WriteString("event", Name(one));
            Write(json, one);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    private static string Name(WatchEvent one) => one switch
    {
        WatchEvent.Watching => "watching",
        WatchEvent.Opened => "opened",
        WatchEvent.Closed => "closed",
        WatchEvent.Accepted => "accepted",
        WatchEvent.Drifted => "drift",
        WatchEvent.Restored => "drift_gone",
        WatchEvent.Failed => "failed",
        WatchEvent.Recovered => "recovered",
        WatchEvent.Verified => "verified",
        WatchEvent.Ended => "ended",
    };

    private static void Write(Utf8JsonWriter json, WatchEvent one)
    {
        if (one is WatchEvent.Watching watching)
        {
            json.WriteString("stack", watching.Stack);
            json.WriteNumber("every_seconds", watching.Every.TotalSeconds);
            json.WriteString("listen", watching.Listen);
        }

        if (one is WatchEvent.Verified { Round: var round })
        {
            json.WriteBoolean("isolated", round.Report.IsIsolated);
            json.WriteNumber("errors", round.Report.Findings.Count(finding => finding.Severity == Severity.Error));
            json.WriteNumber("warnings", round.Report.Findings.Count(finding => finding.Severity != Severity.Error));
            json.WriteNumber("unknown", round.Report.Unknown.Count);
            json.WriteNumber("accepted", round.Report.Accepted.Count);
            json.WriteNumber("drift_changes", round.Drift.Count);
        }

        if (((one as WatchEvent.Drifted)?.Drift ?? (one as WatchEvent.Restored)?.Drift) is { } drift) Write(json, drift);
        IReadOnlyList<Diagnostic> told = one switch
        {
            WatchEvent.Opened { Finding: var finding } => [finding],
            WatchEvent.Closed { Finding: var finding } => [finding],
            WatchEvent.Accepted { Finding: var finding } => [finding],
            WatchEvent.Failed failed => failed.Why,
            WatchEvent.Watching or WatchEvent.Drifted or WatchEvent.Restored or WatchEvent.Recovered or WatchEvent.Verified or WatchEvent.Ended => [],
        };
        if (told.Count > 0) DiagnosticJson.Write(json, "diagnostics", told);
    }

    private static void Write(Utf8JsonWriter json, Drift drift)
    {
        json.WriteStartObject("change");
        json.WriteString("action", PlanAsJson.Name(drift.Action));
        json.WriteString("kind", drift.Kind);
        json.WriteString("app", drift.App);
        json.WriteString("name", drift.Name);
        json.WriteString("database", drift.Database);
        json.WriteEndObject();
    }
}
