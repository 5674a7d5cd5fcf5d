using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.State;

namespace Carpool.Stacks;

/// <summary>The logins that `rotate` gives a new password, each under the name it has.</summary>
/// <param name="named">Apps, or roles of apps; empty is every login of every live app.</param>
internal sealed class Rotation(IReadOnlyList<(string App, string? Role)> named)
{
    private Dictionary<RoleName, int>? _goals;

    /// <summary>A pass after the run finds that each has the generation it was to reach.</summary>
    public Wanted Of(Reading reading)
    {
        var live = reading.Registry.Apps.Where(app => app.Standing is AppStanding.Live).ToList();
        var problems = named.SelectMany(name => Problems(name.App, name.Role, reading.Registry.Apps)).Distinct().ToList();
        if (problems.Count > 0) return Wanted.Refused(problems);
        var meant = live.SelectMany(app => app.Logins.Where(login => IsMeant(app, login)).Select(login => (App: app, Login: login))).ToList();
        var vanished = meant.Where(found => reading.Surroundings.Roles.All(listing => listing.Role.Name != found.Login.Name)).ToList();
        if (vanished.Count > 0) return Wanted.Refused([.. vanished.Select(found => Vanished(found.App, found.Login))]);

        _goals ??= meant.ToDictionary(found => found.Login.Name, found => Generation(found.App, found.Login) + 1);
        var due = meant.Where(found => Generation(found.App, found.Login) < _goals.GetValueOrDefault(found.Login.Name)).ToList();
        return new Wanted(
            new ClusterState { Apps = [.. due.Select(found => found.App).Distinct()] },
            [.. due.Select(found => new Change.RenewCredential(found.App, found.Login, IsRefused: false))],
            []);

        int Generation(App app, Login login) => reading.Registry.Passwords.TryGetValue((app.Database, login.Role), out var password) ? password.Generation : 0;
    }

    private bool IsMeant(App app, Login login) => named.Count == 0 || named.Any(name => name.App == app.Name && (name.Role is null || name.Role == login.Role));

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
        else if (role is not null && live.Logins.All(login => login.Role != role))
        {
            yield return ExecutionCodes.UnknownRole.With(
                $"App {app} has no role {role} on record.", $"Name one of its roles: {string.Join(", ", live.Logins.Select(login => login.Role))}.", $"{app}/{role}");
        }
    }

    private static Diagnostic Vanished(App app, Login login) => CatalogCodes.LoginVanished.With(
        $"Login {login.Name} of app {app.Name} is gone: somebody dropped or renamed it.", "Run `carpool up`, which makes it again with a password of its own or says what it is called.", app.Name);
}
