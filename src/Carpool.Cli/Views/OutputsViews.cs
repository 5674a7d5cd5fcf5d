using System.Text.Json;
using Carpool.Cli.Commands;
using Carpool.Stacks;

namespace Carpool.Cli.Views;

/// <summary>Connection strings, for people.</summary>
internal sealed class OutputsForPeople(Invocation invocation, bool showSecrets) : PeopleView<IReadOnlyList<AppOutputs>>(invocation)
{
    public static void Write(Paper paper, IReadOnlyList<AppOutputs> apps, bool showSecrets)
    {
        var width = apps.SelectMany(app => app.Roles).Select(role => role.Role.Length).DefaultIfEmpty().Max();
        foreach (var app in apps)
        {
            paper.Line(paper.Bold(app.App));
            foreach (var role in app.Roles)
            {
                var urls = LoginUrls.Of(role, showSecrets);
                paper.Line($"  {role.Role.PadRight(width)}  direct  {urls.Direct}");
                if (urls.Pooled is { } pooled) paper.Line($"  {new string(' ', width)}  pooled  {pooled}");
                if (urls.Replica is { } replica) paper.Line($"  {new string(' ', width)}  replica {replica}");
            }
        }
    }

    protected override void Write(Paper paper, IReadOnlyList<AppOutputs> result) => Write(paper, result, showSecrets);
}

/// <summary>Connection strings, as JSON.</summary>
internal sealed class OutputsAsJson(bool showSecrets, TextWriter output) : JsonView<IReadOnlyList<AppOutputs>>(output)
{
    protected override void Write(Utf8JsonWriter json, IReadOnlyList<AppOutputs> result)
    {
        json.WriteStartObject("apps");
        foreach (var app in result)
        {
            json.WriteStartObject(app.App);
            json.WriteString("database", app.Database.Value);
            WriteUrls(json, app.Roles is [var first, ..] ? LoginUrls.Of(first, showSecrets) : null);
            json.WriteStartObject("roles");
            foreach (var role in app.Roles)
            {
                json.WriteStartObject(role.Role);
                json.WriteString("username", role.Direct.UserNameOf(role.Login));
                WriteUrls(json, LoginUrls.Of(role, showSecrets));
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteUrls(Utf8JsonWriter json, LoginUrls? urls)
    {
        json.WriteString("direct", urls?.Direct);
        json.WriteString("pooled", urls?.Pooled);
        if (urls?.Replica is { } replica) json.WriteString("replica", replica);
    }
}

/// <summary>Connection strings as a format prints them, for a program to read.</summary>
internal sealed class OutputsAsFormatted(Invocation invocation, Printout printout) : PeopleView<IReadOnlyList<AppOutputs>>(invocation)
{
    protected override void Write(Paper paper, IReadOnlyList<AppOutputs> result)
    {
        foreach (var text in printout.Texts) paper.Line(text);
    }
}

/// <summary>What people hear of `--check`, beside what failed.</summary>
internal static class OutputsCheckNote
{
    public static void Write(Paper paper, IReadOnlyList<AppOutputs> apps, int failures)
    {
        var tried = apps.SelectMany(app => app.Roles).Sum(role => role.Pooled is null ? 1 : 2);
        paper.Line($"{tried - failures} of {tried} connection strings work");
    }
}
