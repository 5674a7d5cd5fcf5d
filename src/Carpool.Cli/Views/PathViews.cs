using System.Text.Json;
using Carpool.Cli.Commands;
using Carpool.Walls;

namespace Carpool.Cli.Views;

/// <summary>How a role could get into a database, for people.</summary>
internal sealed class PathForPeople(Invocation invocation) : PeopleView<PathAnswer>(invocation)
{
    protected override void Write(Paper paper, PathAnswer result)
    {
        var (role, database) = (paper.Bold(result.Role.Value), paper.Bold(result.Database.Value));
        var verdict = result.IsOpen ? result.Reach == Reach.Own ? paper.Green("can get into") : paper.Red("can get into") : paper.Green("cannot get into");
        paper.Line($"{role} {verdict} {database} ({ReachWords.Meaning(result.Reach)})");
        foreach (var line in result.Ways.Concat(result.Reasons)) paper.Line($"  {Paper.Plain(line)}");
    }
}

/// <summary>How a role could get into a database, as JSON.</summary>
internal sealed class PathAsJson(TextWriter output) : JsonView<PathAnswer>(output)
{
    protected override void Write(Utf8JsonWriter json, PathAnswer result)
    {
        json.WriteString("role", result.Role.Value);
        json.WriteString("database", result.Database.Value);
        json.WriteBoolean("open", result.IsOpen);
        json.WriteString("reach", ReachWords.Name(result.Reach));
        Write(json, "ways", result.Ways);
        Write(json, "reasons", result.Reasons);
    }

    private static void Write(Utf8JsonWriter json, string key, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(key);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
