using System.Text.Json;
using Carpool.Cli.Commands;

namespace Carpool.Cli.Views;

/// <summary>The page of a diagnostic, for people: headings without their marks, all else as it was written.</summary>
internal sealed class PageForPeople(Invocation invocation) : PeopleView<Page>(invocation)
{
    protected override void Write(Paper paper, Page result)
    {
        var isCode = false;
        foreach (var line in result.Text.TrimEnd().Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) isCode = !isCode;
            else if (isCode) paper.Line($"    {line}".TrimEnd());
            else if (line.StartsWith('#')) paper.Line(paper.Bold(line.TrimStart('#', ' ')));
            else paper.Line(line);
        }
    }
}

/// <summary>The page of a diagnostic, as JSON.</summary>
internal sealed class PageAsJson(TextWriter output) : JsonView<Page>(output)
{
    protected override void Write(Utf8JsonWriter json, Page result)
    {
        json.WriteString("code", result.Code);
        json.WriteString("text", result.Text);
    }
}
