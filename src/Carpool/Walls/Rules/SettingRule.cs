using Carpool.Diagnostics;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Walls.Rules;

/// <summary>Settings planted on databases and roles that bend the sessions of others: who they are, what their names mean, which code they load.</summary>
internal static class SettingRule
{
    private static readonly HashSet<string> s_identity = new(StringComparer.Ordinal) { "role", "session_authorization" };
    private static readonly HashSet<string> s_code = new(StringComparer.Ordinal) { "session_preload_libraries", "local_preload_libraries", "dynamic_library_path", "jit_provider" };
    private static readonly HashSet<string> s_checks = new(StringComparer.Ordinal) { "search_path", "session_replication_role", "row_security", "event_triggers", "lo_compat_privileges", "allow_system_table_mods" };

    public static IEnumerable<Diagnostic> Find(WallView view)
    {
        var meant = view.Desired.Settings.Select(setting => setting.Key).ToHashSet();
        return view.Surroundings.Settings.Where(setting => !meant.Contains(setting.Key)).SelectMany(setting => Find(view, setting));
    }

    private static IEnumerable<Diagnostic> Find(WallView view, Setting setting)
    {
        var home = setting.Database is { } database ? view.Tenancy.Of(database) : null;
        if (s_identity.Contains(setting.Parameter))
        {
            // A session's role that it is no member of is a warning at login, and no more
            if (setting.Value is "none" or "default" || (setting.Role is { } own && view.Tenancy.Of(own) is { } tenant && tenant.Roles.Contains(new RoleName(setting.Value)))) yield break;
            var reaches = setting.Role is not { } who || view.Graph.ReachedBy(who).Contains(new RoleName(setting.Value)) || view.Tenancy.IsTrusted(who);
            if (home is not null || (setting.Role is { } role && view.Tenancy.Of(role) is not null)) yield return Finding(setting, $"start as {setting.Value}", reaches ? Severity.Error : Severity.Warning);
        }
        else if (s_code.Contains(setting.Parameter))
        {
            // What the server has in its own folder was put there by who runs it
            var severity = setting.Value.Replace("$libdir/", "", StringComparison.Ordinal).Contains('/') ? Severity.Error : Severity.Warning;
            if (home is not null || (setting.Role is { } role && view.Tenancy.Of(role) is not null)) yield return Finding(setting, "load code that it names", severity);
        }
        else if (s_checks.Contains(setting.Parameter) && Bending(view, setting, home) is { } severity)
        {
            yield return Finding(setting, setting.Role is null || setting.Parameter == "search_path" ? "are bent by it, an operator's too" : "go without what it switches off", severity);
        }
    }

    /// <summary>How much it bends sessions that are not the planter's own; null where it bends none.</summary>
    private static Severity? Bending(WallView view, Setting setting, Tenant? home)
    {
        var isPath = setting.Parameter == "search_path";
        var isHidden = isPath && HidesCatalog(setting.Value);
        if (setting.Role is { } role)
        {
            if (view.Tenancy.IsTrusted(role)) return isHidden || setting.Parameter == "session_replication_role" ? Severity.Error : null;
            return !isPath && view.Tenancy.Of(role) is not null ? Severity.Warning : null;
        }

        if (isHidden) return Severity.Error;
        if (home is null) return setting.Database is null && setting.Parameter is "session_replication_role" or "allow_system_table_mods" ? Severity.Error : null;
        if (!isPath && view.Surroundings.Databases.Any(listing => listing.Name == setting.Database && home.Roles.Contains(listing.Owner))) return Severity.Error;
        return isPath && !home.IsManaged ? null : Severity.Warning;
    }

    /// <summary>The server's own names come first wherever a path does not say otherwise; one that puts others before them makes a forgery of each.</summary>
    private static bool HidesCatalog(string path) => path.Split(',').Select(schema => schema.Trim().Trim('"')).ToList().IndexOf("pg_catalog") > 0;

    private static Diagnostic Finding(Setting setting, string what, Severity severity) => WallCodes.Planted.With(
        $"Sessions of {(setting.Role is { } role ? $"{role}" : "everybody")} {(setting.Database is { } database ? $"in database {database}" : "in every database")} {what}: {setting.Parameter} is set to {setting.Value} there.",
        Closing.BySuperuser(SettingSql.Reset(setting)),
        setting.Role?.Value ?? setting.Database?.Value) with
    { Severity = severity };
}
