using Carpool.State;

namespace Carpool.Manifest;

/// <summary>Which logins the roles of a manifest have by now: a rotation gives a role another one, and for a while both.</summary>
internal static class LoginsOnRecord
{
    /// <summary>The manifest with each role under the logins that it has, the one that is handed out first. A role that has none yet is as the manifest says.</summary>
    /// <param name="byApi">What a platform's API has of logins that are on nobody's record.</param>
    public static StackManifest WithLogins(this StackManifest manifest, IReadOnlyList<App> known, Surroundings surroundings, ApiNames byApi)
    {
        var oids = surroundings.Roles.ToDictionary(listing => listing.Role.Name, listing => listing.Oid);
        var apps = known.Where(app => app.Standing is not (AppStanding.Quarantined or AppStanding.Purging)).ToDictionary(app => app.Name, StringComparer.Ordinal);
        return manifest with
        {
            Apps = [.. manifest.Apps.Select(app => app with { Roles = [.. app.Roles.SelectMany(LoginsOfRole(apps.GetValueOrDefault(app.Name)))] })],
        };

        Func<RoleManifest, IEnumerable<RoleManifest>> LoginsOfRole(App? app) =>
            manifest.Cluster.MakesLoginsByApi ? role => ApiLoginsOf(role, app, oids, byApi) : role => LoginsOf(role, app, oids);
    }

    /// <summary>True of a role that is to have another login: it has none on record that is there, nor one that the API made for it.</summary>
    public static bool IsWithoutLogin(this RoleManifest role, App? app, Surroundings surroundings) =>
        app is null || !app.CurrentLogins.Any(login => login.Role == role.Name && surroundings.Roles.Any(listing => listing.Role.Name == login.Name && listing.Oid == login.Oid));

    /// <summary>Whatever they are called: the name in the manifest is what they are displayed as. One that somebody deleted is no login any more.</summary>
    private static IEnumerable<RoleManifest> ApiLoginsOf(RoleManifest role, App? app, Dictionary<RoleName, uint> oids, ApiNames byApi)
    {
        var logins = app?.Logins.Where(login => login.Role == role.Name && login.Oid is { } oid && oids.GetValueOrDefault(login.Name) == oid).ToList() ?? [];
        if (logins.Find(login => login.Standing is LoginStanding.Current) is not { } current) return [role with { Login = byApi.Names.GetValueOrDefault(role.Login.Value) ?? role.Login }];
        return [role with { Login = current.Name }, .. logins.Where(login => login != current).Select(login => role with { Login = login.Name, Standing = login.Standing, ReplacedAt = login.ReplacedAt })];
    }

    private static IEnumerable<RoleManifest> LoginsOf(RoleManifest role, App? app, Dictionary<RoleName, uint> oids)
    {
        var other = Login.OtherName(role.Login);
        var logins = app?.Logins.Where(login => login.Role == role.Name && (login.Name == role.Login || login.Name == other || PlatformNames.IsMadeByApi(login.Name))).ToList() ?? [];
        if (logins.Find(login => login.Standing is LoginStanding.Current) is not { } current)
        {
            // Nothing is on record, as after a loss: what has the names are the role's logins
            if (!oids.ContainsKey(other)) return [role];
            var second = role with { Login = other };
            return oids.ContainsKey(role.Login) ? [role, second with { Standing = LoginStanding.Retiring }] : [second];
        }

        // One that somebody dropped is not made again: the role has the one that is handed out
        var others = logins.Where(login => login != current && login.Oid is { } oid && oids.GetValueOrDefault(login.Name) == oid);
        return [role with { Login = current.Name }, .. others.Select(login => role with { Login = login.Name, Standing = login.Standing, ReplacedAt = login.ReplacedAt })];
    }
}
