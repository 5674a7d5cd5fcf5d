using System.Text.Json;
using Carpool.IntegrationTests.Server;

namespace Carpool.IntegrationTests.Cli;

/// <summary>The connection strings of `outputs --json --show-secrets`.</summary>
public sealed class AppOutputs(JsonElement document)
{
    public IReadOnlyList<string> Apps => [.. document.At("apps").EnumerateObject().Select(app => app.Name)];

    /// <summary>Every password in it.</summary>
    public IReadOnlyList<string> Passwords =>
        [.. Logins.Select(login => PostgresUrl.Parse(login.Url).Password!).Distinct(StringComparer.Ordinal)];

    /// <summary>The direct URL of every role, with the name of its database.</summary>
    public IReadOnlyList<(string Database, string Url)> Logins =>
        [.. document.At("apps").EnumerateObject().SelectMany(app => app.Value.At("roles").EnumerateObject().Select(role => (app.Value.Text("database"), role.Value.Text("direct"))))];

    public string Database(string app) => document.At("apps", app).Text("database");

    public string Direct(string app) => document.At("apps", app).Text("direct");

    public string? Pooled(string app) => document.At("apps", app).TextOrNull("pooled");

    public string Direct(string app, string role) => document.At("apps", app, "roles", role).Text("direct");

    public string Username(string app, string role = "app") => document.At("apps", app, "roles", role).Text("username");
}
