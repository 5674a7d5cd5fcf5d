using Carpool.State;

namespace Carpool.Diff;

/// <summary>Apps that leave, come back half-way, or changed in what only the registry knows.</summary>
internal static class AppDiff
{
    public static IEnumerable<Change> Between(ClusterState actual, ClusterState desired, DateTimeOffset now)
    {
        var diff = KeyedDiff.Between(
            actual.Apps.Where(app => app.Standing is not (AppStanding.Quarantined or AppStanding.Purging)), desired.Apps, app => app.Name);
        foreach (var app in diff.Extra) yield return Removal(app, actual, now);
        foreach (var app in actual.Apps.Where(app => app.Standing is AppStanding.Purging)) yield return Departure.Purge(app, actual);
        foreach (var (known, to) in diff.Common)
        {
            var gone = Gone(known, to).ToLookup(login => actual.Roles.Any(role => role.Name == login.Name));

            // A removal that was interrupted is taken back; a login that somebody dropped already is only to be forgotten
            if (known.Standing is AppStanding.Leaving || (known.OnRemove, known.IsProtected) != (to.OnRemove, to.IsProtected) || gone[false].Any())
            {
                yield return new Change.UpdateApp(known, to);
            }

            var remaining = known with { Logins = [.. known.Logins.Except(gone[false])] };
            foreach (var login in gone[true])
            {
                remaining = remaining with { Logins = [.. remaining.Logins.Where(other => other != login)] };
                yield return new Change.DropLogin(to.Name, login, to.Database, remaining);
            }
        }
    }

    /// <summary>The logins that leave while their app stays: what they hold goes with them.</summary>
    public static IReadOnlySet<RoleName> LeavingLogins(ClusterState actual, ClusterState desired) => actual.Apps
        .Where(app => app.Standing is not (AppStanding.Quarantined or AppStanding.Purging))
        .Join(desired.Apps, app => app.Name, app => app.Name, Gone, StringComparer.Ordinal)
        .SelectMany(logins => logins)
        .Select(login => login.Name)
        .ToHashSet();

    private static IEnumerable<Login> Gone(App from, App to) => from.Logins.Where(login => to.Logins.All(wanted => wanted.Name != login.Name));

    private static Change Removal(App app, ClusterState actual, DateTimeOffset now)
    {
        // Nothing was made yet that could hold data
        if (actual.Databases.All(database => database.Name != app.Database)) return Departure.Purge(app, actual);
        if (app.Standing is AppStanding.Leaving) return Departure.Quarantine(app, actual, now);
        return app.OnRemove switch
        {
            OnRemove.Quarantine => Departure.Quarantine(app, actual, now),
            OnRemove.Drop => Departure.Purge(app, actual),
            OnRemove.Keep => new Change.Forget(app) { OwnerExists = actual.Roles.Any(role => role.Name == app.Owner) },
            _ => throw new InvalidOperationException($"{app.OnRemove} is no way to remove an app"),
        };
    }
}
