using System.Globalization;
using System.Text.Json;
using Carpool.Cli.Commands;
using Carpool.Stacks;
using Carpool.State;
using Spectre.Console;

namespace Carpool.Cli.Views;

/// <summary>The apps and how they are, for people.</summary>
internal sealed class StatusForPeople(Invocation invocation, DateTimeOffset now) : PeopleView<StackStatus>(invocation)
{
    protected override void Write(Paper paper, StackStatus result)
    {
        paper.Line($"{paper.Bold(result.Stack)} on Postgres {result.ServerVersion}");
        paper.Line();
        if (result.Apps.Count == 0)
        {
            paper.Line("no apps yet: carpool up makes them");
            return;
        }

        Columns.Write(
            paper,
            ["APP", "STATE", "DATABASE", "ROLES", "SIZE", "SESSIONS", "AGE"],
            result.Apps.Select(app => (IReadOnlyList<(string, Color)>)
            [
                (app.App, Color.Default),
                (Standing(app), app.Standing is AppStanding.Live && app.IsInManifest ? Color.Green : Color.Yellow),
                (app.Database.Value, Color.Default),
                (string.Join(", ", app.Logins.Select(login => login.Role).Distinct(StringComparer.Ordinal)), Color.Default),
                (app.SizeBytes is { } size ? ByteSize.Of(size) : "-", Color.Default),
                (app.Sessions.ToString(CultureInfo.InvariantCulture), Color.Default),
                ((app.RemovedAt ?? app.CreatedAt) is { } since ? Age.Of(now - since) : "-", Color.Default),
            ]));
        if (result.Apps.Any(app => app.Standing is AppStanding.Quarantined))
        {
            paper.Line();
            paper.Line(paper.Dim("The age of a quarantined app counts from its removal. carpool restore APP brings it back, carpool purge APP drops it for good."));
        }
    }

    private static string Standing(AppStatus app) => app.Standing is AppStanding.Live && !app.IsInManifest ? "to be removed" : StandingName.Of(app.Standing);
}

/// <summary>The apps and how they are, as JSON.</summary>
internal sealed class StatusAsJson(TextWriter output) : JsonView<StackStatus>(output)
{
    protected override void Write(Utf8JsonWriter json, StackStatus result)
    {
        json.WriteString("stack", result.Stack);
        json.WriteString("server_version", result.ServerVersion);
        json.WriteStartArray("apps");
        foreach (var app in result.Apps)
        {
            json.WriteStartObject();
            json.WriteString("app", app.App);
            json.WriteString("state", StandingName.Of(app.Standing));
            json.WriteBoolean("in_manifest", app.IsInManifest);
            json.WriteString("database", app.Database.Value);
            DiagnosticJson.WriteNumber(json, "size_bytes", app.SizeBytes);
            json.WriteNumber("sessions", app.Sessions);
            json.WriteString("created_at", Instant(app.CreatedAt));
            json.WriteString("removed_at", Instant(app.RemovedAt));
            json.WriteStartObject("roles");
            foreach (var login in app.Logins.Where(login => login.Standing is LoginStanding.Current))
            {
                json.WriteStartObject(login.Role);
                json.WriteString("username", login.Name.Value);
                json.WriteString("access", login.Access.Word);
                json.WriteString("retiring", app.Logins.FirstOrDefault(other => other.Role == login.Role && other.Standing is LoginStanding.Retiring)?.Name.Value);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string? Instant(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>Where an app is in its life, in a word.</summary>
internal static class StandingName
{
    public static string Of(AppStanding standing) => standing switch
    {
        AppStanding.Making => "making",
        AppStanding.Live => "live",
        AppStanding.Leaving => "leaving",
        AppStanding.Quarantined => "quarantined",
        AppStanding.Purging => "purging",
        _ => throw new InvalidOperationException($"{standing} has no name"),
    };
}
