using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.State;

namespace Carpool.Stacks;

/// <summary>The changes that restore, purge and destroy ask for.</summary>
internal static class Removals
{
    public static Wanted Restore(string app, IReadOnlyList<RoleName> watchers, Reading reading)
    {
        var known = reading.Actual.Apps.Where(candidate => candidate.Name == app).ToList();
        var asleep = known.Where(candidate => candidate.Standing is AppStanding.Quarantined or AppStanding.Leaving).MaxBy(candidate => (candidate.Standing is AppStanding.Leaving, candidate.RemovedAt));
        if (known.Exists(candidate => candidate.Standing is AppStanding.Live or AppStanding.Making))
        {
            return asleep is null ? Wanted.Only() : Wanted.Refused(CatalogCodes.NameInUse.With(
                $"App {app} is live; the quarantined {asleep.Database} cannot have its names.", $"Remove the live app {app} first, then restore.", app));
        }

        if (asleep is null) return Wanted.Refused(CatalogCodes.NoSuchApp.With($"There is no quarantined app {app} in this stack.", "See `carpool status` for those there are.", app));

        if (asleep.Standing is AppStanding.Quarantined && reading.Surroundings.Databases.All(listing => listing.Name != asleep.Database))
        {
            return Wanted.Refused([.. reading.Conflicts.Where(conflict => conflict.Code == CatalogCodes.QuarantineVanished && conflict.Subject == app).Select(conflict => conflict with { Severity = Severity.Error })]);
        }

        // A pass after the app is back finds it live, above
        var grants = asleep.Logins.Select(login => login.OriginalName ?? login.Name).Concat(watchers)
            .Where(role => asleep.Logins.Any(login => login.OriginalName == role && Exists(login.Name)) || Exists(role))
            .Select(role => new DatabaseGrant(asleep.OriginalDatabase ?? asleep.Database, new Grantee.Role(role), Privilege.Connect, null, IsGrantable: false));
        bool Exists(RoleName role) => reading.Surroundings.Roles.Any(listing => listing.Role.Name == role);
        var restore = Departure.Restore(asleep, reading.Actual, [.. grants]);
        var taken = Taken(restore, reading.Surroundings);
        return taken.Count > 0 ? Wanted.Refused(taken) : Wanted.Only(restore);
    }

    public static Wanted Purge(IReadOnlySet<string> apps, DateTimeOffset removedBefore, Reading reading)
    {
        var asleep = reading.Actual.Apps.Where(app => app.Standing is AppStanding.Quarantined or AppStanding.Purging).ToList();
        var live = apps.Where(name => asleep.TrueForAll(app => app.Name != name) && reading.Actual.Apps.Any(app => app.Name == name)).Order(StringComparer.Ordinal).ToList();
        if (live.Count > 0)
        {
            return Wanted.Refused([.. live.Select(name => CatalogCodes.NoSuchApp.With($"App {name} is live: only a quarantined app can be purged.", $"Remove {name} from the manifest and run `carpool up` first.", name))]);
        }

        if (apps.FirstOrDefault(name => reading.Actual.Apps.All(app => app.Name != name)) is { } unknown)
        {
            return Wanted.Refused(CatalogCodes.NoSuchApp.With($"There is no quarantined app {unknown} in this stack.", "See `carpool status` for those there are.", unknown));
        }

        return Wanted.Only([.. asleep
            .Where(app => (apps.Count == 0 || apps.Contains(app.Name)) && (app.Standing is AppStanding.Purging || app.RemovedAt <= removedBefore))
            .Select(app => Departure.Purge(app, reading.Actual))]);
    }

    public static Wanted Destroy(DateTimeOffset now, Reading reading) => Wanted.Only([.. StateDiff.Between(reading.Actual, new ClusterState(), now)]);

    private static IReadOnlyList<Diagnostic> Taken(Change.Restore restore, Surroundings surroundings) =>
    [
        .. surroundings.Databases.Where(listing => restore.From.Database != restore.To.Database && listing.Name == restore.To.Database)
            .Select(listing => CatalogCodes.NameInUse.With($"Database {listing.Name} exists again, so {restore.From.Database} cannot have its name back.", "Rename or drop it first.", restore.App)),
        .. surroundings.Roles.Where(listing => restore.From.Owner != restore.To.Owner
                && restore.To.RoleNames.Contains(listing.Role.Name) && !restore.From.RoleNames.Contains(listing.Role.Name))
            .Select(listing => CatalogCodes.NameInUse.With($"Role {listing.Role.Name} exists again, so app {restore.App} cannot have it back.", "Rename or drop it first.", restore.App)),
    ];
}
