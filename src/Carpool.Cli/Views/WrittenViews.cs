using System.Text.Json;
using Carpool.Cli.Commands;

namespace Carpool.Cli.Views;

/// <summary>A manifest that was written.</summary>
/// <param name="Next">The command that comes next.</param>
internal sealed record Written(string Path, string? Next);

/// <summary>What `init` wrote, for people.</summary>
internal sealed class WrittenForPeople(Invocation invocation) : PeopleView<Written>(invocation)
{
    protected override void Write(Paper paper, Written result)
    {
        paper.Line($"Wrote {Paper.Plain(result.Path)}");
        if (result.Next is { } next) paper.Line($"Next: {next}");
    }
}

/// <summary>What `init` wrote, as JSON.</summary>
internal sealed class WrittenAsJson(TextWriter output) : JsonView<Written>(output)
{
    protected override void Write(Utf8JsonWriter json, Written result) => json.WriteString("file", result.Path);
}
