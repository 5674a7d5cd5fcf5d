using System.Globalization;
using System.Text;
using Carpool.State;

namespace Carpool.Manifest;

/// <summary>A manifest as its file's text: what it says beyond what holds anyway.</summary>
internal static class ManifestText
{
    /// <summary>The file. Of the cluster it holds the watchers, and the name of the variable with the admin's URL, never the URL.</summary>
    public static string Of(StackManifest manifest, string urlVariable, string heading)
    {
        var text = new StringBuilder(heading);
        text.Append(CultureInfo.InvariantCulture, $"stack: {YamlText.Value(manifest.Stack)}\n\ncluster:\n  url: ${{{urlVariable}}}\n");
        if (manifest.Cluster.Watchers.Count > 0) text.Append(CultureInfo.InvariantCulture, $"  watchers: {List(manifest.Cluster.Watchers.Select(watcher => watcher.Value))}\n");
        text.Append("\napps:\n");
        foreach (var app in manifest.Apps) text.Append(CultureInfo.InvariantCulture, $"  {YamlText.Key(app.Name)}:{Of(app)}\n");
        return text.ToString();
    }

    private static string Of(AppManifest app)
    {
        var lines = new List<string>();
        if (app.Database.Value != app.Name) lines.Add($"database: {YamlText.Value(app.Database.Value)}");
        if (app.Owner.Value != $"{app.Database.Value}_owner") lines.Add($"owner: {YamlText.Value(app.Owner.Value)}");
        if (app.Extensions.Count > 0) lines.Add($"extensions: {List(app.Extensions.Select(extension => extension.Name.Value))}");
        if (app.Schemas.Count > 0) lines.Add($"schemas: {List(app.Schemas.Select(schema => schema.Value))}");
        if (app.Settings.Count > 0) lines.Add($"settings: {Of(app.Settings)}");
        if (app.Connections is { } connections) lines.Add($"connections: {connections}");
        if (app.Roles is not [{ Name: "app", Access: Access.App, Connections: null, Settings.Count: 0 } only] || !IsDerived(only, app))
        {
            lines.Add("roles:");
            lines.AddRange(app.Roles.Select(role => $"  {YamlText.Key(role.Name)}: {Of(role, app)}"));
        }

        return lines.Count == 0 ? " {}" : string.Concat(lines.Select(line => $"\n    {line}"));
    }

    private static string Of(RoleManifest role, AppManifest app)
    {
        var keys = new List<string>();
        if (role.Access is not Access.App) keys.Add($"access: {role.Access.Word}");
        if (!IsDerived(role, app)) keys.Add($"login: {YamlText.Value(role.Login.Value)}");
        if (role.Connections is { } connections) keys.Add($"connections: {connections}");
        if (role.Settings.Count > 0) keys.Add($"settings: {Of(role.Settings)}");
        return keys.Count == 0 ? "{}" : $"{{ {string.Join(", ", keys)} }}";
    }

    private static string Of(IReadOnlyList<SettingManifest> settings) => $"{{ {string.Join(", ", settings.Select(setting => $"{YamlText.Key(setting.Parameter)}: {YamlText.Value(setting.Value)}"))} }}";

    private static string List(IEnumerable<string> names) => $"[{string.Join(", ", names.Select(YamlText.Value))}]";

    private static bool IsDerived(RoleManifest role, AppManifest app) => role.Login.Value == $"{app.Database.Value}_{role.Name}";
}
