using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.Manifest;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Planning;

/// <summary>Objects that have a name the manifest asks for and are not this stack's: never taken over, never changed.</summary>
internal static class Conflicts
{
    public static IReadOnlyList<Diagnostic> Find(ClusterState actual, ClusterState desired, Surroundings surroundings, Server server)
    {
        var known = actual.Apps;
        var databases = surroundings.Databases.ToDictionary(listing => listing.Name);
        var roles = surroundings.Roles.ToDictionary(listing => listing.Role.Name);
        var apps = known.Where(app => app.Standing is not (AppStanding.Quarantined or AppStanding.Purging)).ToDictionary(app => app.Name, StringComparer.Ordinal);
        var adoption = new Adoption(known, desired.Apps, surroundings, server, ApiNames.None);
        var wanted = desired.Apps.Where(app => !known.Any(gone => gone.Name == app.Name && gone.Standing is AppStanding.Purging)).ToList();
        return
        [
            .. desired.Watchers.Where(watcher => !roles.ContainsKey(watcher)).Select(UnknownWatcher),
            .. known.Where(app => app.Standing is AppStanding.Purging && desired.Apps.Any(wanted => wanted.Name == app.Name)).Select(HalfPurged),
            .. wanted.SelectMany(app => OfDatabase(app, apps.GetValueOrDefault(app.Name), databases, server, adoption.Allows(app))),
            .. wanted.SelectMany(app => OfRoles(app, apps.GetValueOrDefault(app.Name), roles, surroundings.LoginsMadeNow, adoption.Allows(app))),
            .. actual.OwnersOutOfReach.Where(foreign => desired.Apps.Any(app => app.Database == foreign.Database)).Select(OutOfReach),
            .. known.Where(app => app.Standing is AppStanding.Quarantined && !databases.ContainsKey(app.Database)).Select(app => Vanished(app, databases.Values)),
        ];
    }

    private static IEnumerable<Diagnostic> OfDatabase(App app, App? known, Dictionary<DatabaseName, DatabaseListing> databases, Server server, bool isAdoptable)
    {
        if (known is not null && known.Database != app.Database)
        {
            yield return CatalogCodes.DatabaseMoved.With(
                $"App {app.Name} has database {known.Database}, and the manifest says {app.Database}.",
                $"Write `database: {known.Database}` again; to start anew, remove the app first.",
                app.Name);
            yield break;
        }

        var listing = databases.GetValueOrDefault(app.Database);
        if (known?.DatabaseOid is { } oid && listing?.Oid != oid && databases.Values.FirstOrDefault(other => other.Oid == oid) is { } renamed)
        {
            yield return CatalogCodes.ObjectRenamed.With(
                $"The database of app {app.Name} was renamed from {app.Database} to {renamed.Name}.",
                QuarantineName.Read(renamed.Name.Value) is { IsWhole: true }
                    ? $"It was quarantined, and the registry does not know: run `carpool adopt {app.Name}`, then `carpool restore {app.Name}`."
                    : $"Name it back: {DatabaseSql.Rename(renamed.Name, app.Database)}",
                app.Name);
        }
        else if (listing is null)
        {
            if (known?.DatabaseOid is not null)
            {
                yield return CatalogCodes.DatabaseVanished.With(
                    $"Database {app.Database} of app {app.Name} is gone: somebody dropped it. It would be made again, empty.",
                    "Run `carpool up`, which makes it again, and load a backup into it with `carpool run` and pg_restore --no-owner --no-acl.",
                    app.Name);
            }
        }
        else if (listing.IsInvalid)
        {
            yield return CatalogCodes.InvalidDatabase.With(
                $"Database {app.Database} is invalid: a DROP DATABASE was interrupted. Nothing but another DROP works on it.",
                $"Finish it with {DatabaseSql.Drop(app.Database)}, then run the command again.",
                app.Name);
        }
        else if (known is null || !listing.IsThatOf(known, server.Admin.Name))
        {
            yield return known is null or { DatabaseOid: null }
                ? CatalogCodes.DatabaseExists.With(
                    $"Database {app.Database} exists, owned by {listing.Owner}, and the stack does not manage it.",
                    Adopt(app, isAdoptable, $"give app {app.Name} another `database:`, or rename the existing one."),
                    app.Name)
                : CatalogCodes.ObjectReplaced.With(
                    $"Database {app.Database} is not the one that Carpool made for app {app.Name}: it was dropped and made again by somebody else.",
                    Adopt(app, isAdoptable, "rename or drop it, then run the command again."),
                    app.Name);
        }
    }

    private static IEnumerable<Diagnostic> OfRoles(App app, App? known, Dictionary<RoleName, RoleListing> roles, IReadOnlySet<RoleName> ours, bool isAdoptable)
    {
        var oids = known is null ? [] : known.RoleOids.ToDictionary();
        foreach (var role in app.RoleNames.Where(role => !ours.Contains(role)))
        {
            var oid = oids.GetValueOrDefault(role);
            if (!roles.TryGetValue(role, out var listing))
            {
                if (oid is not null && roles.Values.FirstOrDefault(other => other.Oid == oid) is { } renamed)
                {
                    yield return CatalogCodes.ObjectRenamed.With(
                        $"Role {role} of app {app.Name} was renamed to {renamed.Role.Name}.",
                        $"Name it back: {RoleSql.Rename(renamed.Role.Name, role)}",
                        app.Name);
                }
            }
            else if (oid is null)
            {
                yield return CatalogCodes.RoleExists.With(
                    $"Role {role} exists, and the stack does not manage it; app {app.Name} needs the name.",
                    Adopt(app, isAdoptable, "rename the app or the role."),
                    app.Name);
            }
            else if (listing.Oid != oid)
            {
                yield return CatalogCodes.ObjectReplaced.With(
                    $"Role {role} is not the one that Carpool made for app {app.Name}: it was dropped and made again by somebody else.",
                    Adopt(app, isAdoptable, "rename or drop it, then run the command again."),
                    app.Name);
            }
        }
    }

    /// <summary>What looks like the app's own may be just that, its record lost.</summary>
    private static string Adopt(App app, bool isAdoptable, string elsewise) => isAdoptable
        ? $"If it is the app's own, run `carpool adopt {app.Name}`, which puts it on record and changes nothing else; otherwise {elsewise}"
        : char.ToUpperInvariant(elsewise[0]) + elsewise[1..];

    private static Diagnostic Vanished(App app, IEnumerable<DatabaseListing> databases) => databases.FirstOrDefault(listing => listing.Oid == app.DatabaseOid) is { } renamed
        ? CatalogCodes.QuarantineVanished.With(
            $"App {app.Name} is on record as quarantined, and its database {app.Database} is called {renamed.Name} by now.", $"Run `carpool adopt {app.Name}`: it puts on record what the cluster shows.", app.Name)
        : CatalogCodes.QuarantineVanished.With(
            $"Database {app.Database} of the quarantined app {app.Name} is gone: somebody dropped it.", $"Run `carpool purge {app.Name}`, which drops its roles and forgets it.", app.Name);

    private static Diagnostic OutOfReach((DatabaseName Database, RoleName Owner) foreign) => CatalogCodes.OwnerOutOfReach.With(
        $"Role {foreign.Owner} owns objects in database {foreign.Database}, and the admin can neither be that role nor act for it: they stay as they are.",
        $"Have {foreign.Owner} or a superuser give them to the app's owner: ALTER TABLE … OWNER TO for each, or REASSIGN OWNED BY where that role owns nothing else.",
        foreign.Database.Value);

    private static Diagnostic HalfPurged(App app) => CatalogCodes.HalfPurged.With(
        $"App {app.Name} is being dropped for good: a run that did so was interrupted.", $"Run `carpool purge {app.Name}` to finish that, then run the command again to start anew.", app.Name);

    private static Diagnostic UnknownWatcher(RoleName watcher) => CatalogCodes.UnknownWatcher.With(
        $"Watcher {watcher} is no role of this cluster.", "Create the role, or take it out of cluster.watchers.", watcher.Value);
}
