using System.Text.Json;
using Carpool.Cli.Commands;
using Carpool.Walls;

namespace Carpool.Cli.Views;

/// <summary>The proof of the walls, for people.</summary>
internal sealed class WallsForPeople(Invocation invocation) : PeopleView<WallReport>(invocation)
{
    protected override void Write(Paper paper, WallReport result)
    {
        var probes = result.Probes;
        paper.Line($"{probes.Attempted} logins tried: {probes.Refused} refused, {probes.Own} in their own database, {probes.Entered} where they should not be, {probes.Inconclusive} inconclusive");
        paper.Line(result.IsIsolated ? paper.Green("Every wall stands.") : paper.Red("The walls are not proven."));
        foreach (var open in result.OpenByPlatform) paper.Line($"{paper.Yellow("open by the platform")}: {Paper.Plain(open.Message)}");
    }
}

/// <summary>The proof of the walls, as JSON.</summary>
internal sealed class WallsAsJson(TextWriter output) : JsonView<WallReport>(output)
{
    protected override void Write(Utf8JsonWriter json, WallReport result)
    {
        json.WriteBoolean("isolated", result.IsIsolated);
        json.WriteStartObject("probes");
        json.WriteNumber("attempted", result.Probes.Attempted);
        json.WriteNumber("refused", result.Probes.Refused);
        json.WriteNumber("own", result.Probes.Own);
        json.WriteNumber("entered", result.Probes.Entered);
        json.WriteNumber("inconclusive", result.Probes.Inconclusive);
        json.WriteEndObject();
        DiagnosticJson.Write(json, "findings", result.Findings);
        DiagnosticJson.Write(json, "open_by_platform", result.OpenByPlatform);
    }
}
