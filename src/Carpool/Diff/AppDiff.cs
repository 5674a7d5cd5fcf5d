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
            var goneGroups = GoneGroups(known, to).ToLookup(group => actual.Roles.Any(role => role.Name == group.Name));

            // A removal that was interrupted is taken back; a login that somebody dropped already is only to be forgotten
            if (known.Standing is AppStanding.Leaving || (known.OnRemove, known.IsProtected) != (to.OnRemove, to.IsProtected)
                || gone[false].Any() || goneGroups[false].Any() || to.Logins.Any(login => known.Logins.Any(other => other.Name == login.Name && other.Access != login.Access)))
            {
                yield return new Change.UpdateApp(known, to);
            }

            var remaining = known with { Logins = [.. known.Logins.Except(gone[false])], Groups = [.. known.Groups.Except(goneGroups[false])] };
            foreach (var login in gone[true])
            {
                remaining = remaining with { Logins = [.. remaining.Logins.Where(other => other != login)] };
                yield return new Change.DropLogin(to.Name, login, to.Database, remaining);
            }

            foreach (var group in goneGroups[true])
            {
                remaining = remaining with { Groups = [.. remaining.Groups.Where(other => other != group)] };
                yield return new Change.DropGroup(to.Name, group, to.Database, remaining);
            }
        }
    }

    /// <summary>The logins and groups that leave while their app stays: what they hold goes with them.</summary>
    public static IReadOnlySet<RoleName> LeavingRoles(ClusterState actual, ClusterState desired) => actual.Apps
        .Where(app => app.Standing is not (AppStanding.Quarantined or AppStanding.Purging))
        .Join(desired.Apps, app => app.Name, app => app.Name, (from, to) => Gone(from, to).Select(login => login.Name).Concat(GoneGroups(from, to).Select(group => group.Name)), StringComparer.Ordinal)
        .SelectMany(roles => roles)
        .ToHashSet();

    private static IEnumerable<Login> Gone(App from, App to) => from.Logins.Where(login => to.Logins.All(wanted => wanted.Name != login.Name));

    private static IEnumerable<Group> GoneGroups(App from, App to) => from.Groups.Where(group => to.Groups.All(wanted => wanted.Name != group.Name));

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
