using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Stacks;

/// <summary>Which roles `rotate` is about.</summary>
/// <param name="named">Apps, or roles of apps; empty is every role of every live app.</param>
internal sealed class RotationScope(IReadOnlyList<(string App, string? Role)> named)
{
    /// <summary>The logins that are handed out, of each role that is meant.</summary>
    public IReadOnlyList<(App App, Login Login)> In(Reading reading) =>
    [
        .. from app in reading.Registry.Apps
           where app.Standing is AppStanding.Live
           from login in app.CurrentLogins
           where IsMeant(app, login.Role)
           select (app, login),
    ];

    /// <summary>The logins that were replaced and work still, of each role that is meant.</summary>
    public IReadOnlyList<(App App, Login Login)> Retiring(IReadOnlyList<App> apps) =>
    [
        .. from app in apps
           where app.Standing is AppStanding.Live
           from login in app.Logins
           where login.Standing is LoginStanding.Retiring && IsMeant(app, login.Role)
           select (app, login),
    ];

    /// <summary>True where some role of the app is meant.</summary>
    public bool Touches(App app) => named.Count == 0 || named.Any(name => name.App == app.Name);

    /// <summary>True where the role is meant.</summary>
    public bool IsMeant(App app, string role) => named.Count == 0 || named.Any(name => name.App == app.Name && (name.Role is null || name.Role == role));

    /// <summary>True where the very role was asked for.</summary>
    public bool Names(App app, string role) => named.Any(name => name.App == app.Name && name.Role == role);

    /// <summary>Names that are none of the stack's, and logins that are not there.</summary>
    public IReadOnlyList<Diagnostic> Problems(Reading reading)
    {
        var unknown = named.SelectMany(name => Problems(name.App, name.Role, reading.Registry.Apps)).Distinct().ToList();
        if (unknown.Count > 0) return unknown;
        var roles = reading.Surroundings.Roles.Select(listing => listing.Role.Name).ToHashSet();
        return [.. In(reading).Where(found => !roles.Contains(found.Login.Name)).Select(found => Vanished(found.App, found.Login))];
    }

    private static IEnumerable<Diagnostic> Problems(string app, string? role, IReadOnlyList<App> apps)
    {
        var known = apps.Where(candidate => candidate.Name == app).ToList();
        if (known.Find(candidate => candidate.Standing is AppStanding.Live) is not { } live)
        {
            yield return CatalogCodes.NoSuchApp.With(
                known.Count > 0 ? $"App {app} is not live." : $"There is no app {app} on record of this stack.",
                known.Count > 0 ? $"Bring it back with `carpool restore {app}`, or run `carpool up`." : "See `carpool status` for those there are; `carpool adopt` puts one on record that is not.",
                app);
        }
        else if (role is not null && live.CurrentLogins.All(login => login.Role != role))
        {
            yield return ExecutionCodes.UnknownRole.With(
                $"App {app} has no role {role} on record.", $"Name one of its roles: {string.Join(", ", live.CurrentLogins.Select(login => login.Role))}.", $"{app}/{role}");
        }
    }

    private static Diagnostic Vanished(App app, Login login) => CatalogCodes.LoginVanished.With(
        $"Login {login.Name} of app {app.Name} is gone: somebody dropped or renamed it.", "Run `carpool up`, which makes it again with a password of its own or says what it is called.", app.Name);
}
