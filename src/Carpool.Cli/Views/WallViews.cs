using System.Text.Json;
using Carpool.Cli.Commands;
using Carpool.Diagnostics;
using Carpool.Walls;

namespace Carpool.Cli.Views;

/// <summary>The proof of the walls, for people. Its findings come after it, as diagnostics.</summary>
internal sealed class WallsForPeople(Invocation invocation, bool withMatrix = false) : PeopleView<WallReport>(invocation)
{
    /// <summary>More of one kind nobody reads line by line.</summary>
    private const int Listed = 20;

    protected override void Write(Paper paper, WallReport result)
    {
        if (withMatrix)
        {
            MatrixText.Write(paper, result.Matrix);
            paper.Line();
        }

        var probes = result.Probes;
        paper.Line(probes.Attempted == 0
            ? "No login was tried: this is what the catalogs say."
            : $"{probes.Attempted} logins tried: {probes.Refused} refused, {probes.Own} in their own database, {probes.Entered} where they should not be, {probes.Inconclusive} inconclusive");
        if (result.Acts is { Attempted: > 0 } acts) paper.Line($"{acts.Attempted} acts tried in their own databases: {acts.Refused} refused, {acts.Done} done, {acts.Inconclusive} inconclusive");
        paper.Line(string.Join(", ",
        [
            Plural.Of(result.Findings.Count(finding => finding.Severity == Severity.Error), "error"),
            Plural.Of(result.Findings.Count(finding => finding.Severity != Severity.Error), "warning"),
            $"{result.Unknown.Count} unknown",
            $"{result.OpenByPlatform.Count} open by the platform",
            $"{result.Accepted.Count} accepted",
        ]));
        paper.Line((result.IsIsolated, probes.Attempted) switch
        {
            (false, _) => paper.Red("The walls are not proven."),
            (true, 0) => paper.Green("No wall is open by the catalogs."),
            (true, _) => paper.Green("Every wall stands."),
        });
        Write(paper, paper.Yellow("open by the platform"), result.OpenByPlatform);
        Write(paper, paper.Yellow("unknown"), result.Unknown);
        Write(paper, paper.Dim("accepted"), result.Accepted);
    }

    private static void Write(Paper paper, string label, IReadOnlyList<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics.Take(Listed)) paper.Line($"{label}: {Paper.Plain(diagnostic.Message)}");
        if (diagnostics.Count > Listed) paper.Line($"{label}: {diagnostics.Count - Listed} more, which --json lists");
    }
}

/// <summary>The proof of the walls, as JSON.</summary>
internal sealed class WallsAsJson(TextWriter output, bool withMatrix = false) : JsonView<WallReport>(output)
{
    protected override void Write(Utf8JsonWriter json, WallReport result)
    {
        json.WriteBoolean("isolated", result.IsIsolated);
        WriteProbes(json, result.Probes);
        WriteActs(json, result.Acts);
        DiagnosticJson.Write(json, "findings", result.Findings);
        DiagnosticJson.Write(json, "open_by_platform", result.OpenByPlatform);
        DiagnosticJson.Write(json, "unknown", result.Unknown);
        DiagnosticJson.Write(json, "accepted", result.Accepted);
        if (withMatrix) MatrixJson.Write(json, result.Matrix);
    }

    private static void WriteProbes(Utf8JsonWriter json, ProbeCount probes)
    {
        json.WriteStartObject("probes");
        json.WriteNumber("attempted", probes.Attempted);
        json.WriteNumber("refused", probes.Refused);
        json.WriteNumber("own", probes.Own);
        json.WriteNumber("entered", probes.Entered);
        json.WriteNumber("inconclusive", probes.Inconclusive);
        json.WriteEndObject();
    }

    private static void WriteActs(Utf8JsonWriter json, ActCount acts)
    {
        json.WriteStartObject("acts");
        json.WriteNumber("attempted", acts.Attempted);
        json.WriteNumber("refused", acts.Refused);
        json.WriteNumber("done", acts.Done);
        json.WriteNumber("inconclusive", acts.Inconclusive);
        json.WriteEndObject();
    }
}
