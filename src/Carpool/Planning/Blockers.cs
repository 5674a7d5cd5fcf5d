using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.Planning.Hazards;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Planning;

/// <summary>What makes a plan impossible: no --allow helps, something has to be done first.</summary>
internal static class Blockers
{
    public static IReadOnlyList<Diagnostic> Find(PlanContext context) =>
    [
        .. context.Changes.SelectMany(change => Protected(change)),
        .. context.Changes.SelectMany(change => Replaced(change, context.Surroundings, context.Server)),
        .. context.Changes.OfType<Change.Purge>().SelectMany(InUse),
        .. context.Actual.Apps.Where(app => context.Changes.Any(change => change.App == app.Name && change is not Change.Adopt)).SelectMany(app => Kept(app, context.Surroundings)),
        .. context.Changes.SelectMany(change => Prepared(change, context.Surroundings)),
        .. context.Changes.SelectMany(change => Unendable(change, context)),
        .. context.Changes.OfType<Change.Purge>().SelectMany(purge => Replication(purge, context.Surroundings)),
        .. context.Changes.OfType<Change.Purge>().SelectMany(purge => Holdings(purge.Roles, purge.Gone.Database, context.Surroundings)),
        .. context.Changes.OfType<Change.DropLogin>().SelectMany(drop => Holdings([drop.Login.Name], drop.Successor is null && drop.Login.Access is not Access.Sync ? null : drop.From, context.Surroundings)),
        .. context.Changes.OfType<Change.DropGroup>().SelectMany(drop => Holdings([drop.Group.Name], null, context.Surroundings)),
    ];

    private static IEnumerable<Diagnostic> Protected(Change change)
    {
        var app = change switch
        {
            Change.Quarantine quarantine => quarantine.From,
            Change.Purge { Gone: { Standing: AppStanding.Live } gone } => gone,
            Change.Purge { DatabaseExists: true, Gone: { Standing: AppStanding.Making or AppStanding.Leaving } gone } => gone,
            Change.Forget forget => forget.Forgotten,
            _ => null,
        };
        if (app is { IsProtected: true })
        {
            yield return CatalogCodes.AppIsProtected.With(
                $"App {app.Name} is protected and would be removed.",
                "Set `protect: false` for it, run `carpool up`, and remove it then.",
                app.Name);
        }
    }

    /// <summary>What has a recorded object's name and another oid is somebody else's: it is neither renamed nor dropped.</summary>
    private static IEnumerable<Diagnostic> Replaced(Change change, Surroundings surroundings, Server server)
    {
        var app = change switch
        {
            Change.Quarantine quarantine => quarantine.From,
            Change.Restore restore => restore.From,
            Change.Purge purge => purge.Gone,
            _ => null,
        };
        IReadOnlyList<(RoleName Name, uint? Oid)> oids = change switch
        {
            Change.DropLogin drop => [(drop.Login.Name, drop.Login.Oid)],
            Change.DropGroup drop => [(drop.Group.Name, drop.Group.Oid)],
            Change.RenewCredential renew => [(renew.Login.Name, renew.Login.Oid)],
            Change.AddLogin add => [(add.Like.Name, add.Like.Oid)],
            Change.TurnToLogin { To.Oid: { } oid } turn => [(turn.To.Name, oid)],
            _ => app is null ? [] : [.. app.RoleOids],
        };
        return
        [
            .. surroundings.Databases.Where(listing => app is not null && listing.Name == app.Database && !listing.IsThatOf(app, server.Admin.Name))
                .Select(listing => NotOurs($"Database {listing.Name}", change)),
            .. surroundings.Databases.Where(listing => app?.DatabaseOid == listing.Oid && listing.Name != app.Database).Select(listing => Elsewhere(app!, listing)),
            .. surroundings.Roles.Where(listing => oids.Any(known => known.Name == listing.Role.Name && listing.Oid != known.Oid))
                .Select(listing => NotOurs($"Role {listing.Role.Name}", change)),
        ];
    }

    private static Diagnostic NotOurs(string what, Change change) => CatalogCodes.ObjectReplaced.With(
        $"{what} is not the one that Carpool made for app {change.App}: it was dropped and made again by somebody else.",
        "Rename or drop it, then run the command again.",
        change.App);

    /// <summary>The very database lives on under another name: renamed by hand, or the record is an old one.</summary>
    private static Diagnostic Elsewhere(App app, DatabaseListing listing) => CatalogCodes.ObjectRenamed.With(
        $"The registry knows the database of app {app.Name} as {app.Database}, and it is called {listing.Name}.",
        $"Find out who renamed it or writes to schema carpool, then run `carpool adopt {app.Name}`: it puts on record what the cluster shows.",
        app.Name);

    /// <summary>
    /// A row says that the app is removed, and the cluster says that it is not. Whoever may write to the registry can put an old row
    /// back, sealed as ever; what a removal did to the database, in the transaction that wrote the row, is beyond them.
    /// </summary>
    private static IEnumerable<Diagnostic> InUse(Change.Purge purge)
    {
        if (!purge.DatabaseExists || purge.Grants.Count == 0 || purge.Gone.Standing is AppStanding.Live or AppStanding.Making) yield break;
        var holders = string.Join(", ", purge.Grants.Select(grant => grant.Grantee.ToString()).Distinct(StringComparer.Ordinal));
        yield return CatalogCodes.RemovedAppInUse.With(
            $"The registry says that app {purge.Gone.Name} is removed, and {holders} may connect to its database {purge.Gone.Database}: a removal takes that from everybody.",
            $"Find out who writes to schema carpool, then run `carpool adopt {purge.Gone.Name}` if the app is in use; if it is to go, run {DatabaseSql.Revoke(purge.Grants[0])} and the like, then the command again.",
            purge.Gone.Name);
    }

    /// <summary>An old row is as authentic as it was when the app was the stack's: what came since then stands on the cluster.</summary>
    private static IEnumerable<Diagnostic> Kept(App app, Surroundings surroundings) => surroundings.Roles
        .Where(listing => listing.IsKept && listing.Role.Name == app.Owner && listing.Oid == app.OwnerOid)
        .Select(listing => CatalogCodes.AppWasKept.With(
            $"App {app.Name} left the stack and was kept (on_remove: keep), and the registry has a row of it again: an old one, put back by somebody.",
            $"Find out who writes to schema carpool and delete the row; where the app is to be managed again, list it and run `carpool adopt {app.Name}`.",
            app.Name));

    /// <summary>Once the database is locked nobody can end them any more: they are looked for before anything is done.</summary>
    private static IEnumerable<Diagnostic> Prepared(Change change, Surroundings surroundings) =>
        change is Change.Quarantine or Change.Restore or Change.Purge { DatabaseExists: true }
            ? surroundings.PreparedTransactions.Where(prepared => prepared.Database == change.Database).Select(prepared => CatalogCodes.PreparedTransaction.With(
                $"Prepared transaction '{prepared.Name}' of {prepared.Owner} is pending in database {prepared.Database}: it blocks RENAME and DROP.",
                $"In database {prepared.Database}, run COMMIT PREPARED or ROLLBACK PREPARED for it, then run the command again.",
                prepared.Database.Value))
            : [];

    /// <summary>A change that shuts somebody out is not begun where their session could not be ended: it would say closed what is not.</summary>
    private static IEnumerable<Diagnostic> Unendable(Change change, PlanContext context)
    {
        var sessions = change switch
        {
            Change.Quarantine or Change.Purge { DatabaseExists: true } => context.Surroundings.Sessions.Where(session => session.Database == change.Database),
            Change.DropLogin drop => context.Surroundings.Sessions.Where(session => session.Database == drop.From && session.Role == drop.Login.Name),
            Change.RevokeOnDatabase revoke => context.ShutOut.By(revoke),
            Change.RevokeMembership revoke => context.ShutOut.By(revoke),
            Change.EndSessions end => context.Surroundings.Sessions.Where(session => session.Database == end.From && session.Role == end.Role),
            _ => [],
        };
        var power = new AdminPower(context.Surroundings, context.Server);
        return sessions.Where(session => !power.Reaches(session.Role)).Select(session => CatalogCodes.SessionOutOfReach.With(
            $"{change.Name}: {Counted.Of(session.Count, "session")} of {session.Role} in database {session.Database} would have to end, and the admin {context.Server.Admin.Name} may not end them.",
            $"Disconnect {session.Role}, name it under cluster.watchers, or have a superuser run GRANT pg_signal_backend TO the admin.",
            session.Role.Value));
    }

    private static IEnumerable<Diagnostic> Replication(Change.Purge purge, Surroundings surroundings) => surroundings.Slots
        .Where(slot => purge.DatabaseExists && slot.Database == purge.Gone.Database && slot.IsActive)
        .Select(slot => CatalogCodes.SlotInUse.With(
            $"Replication slot {slot.Name} of database {slot.Database} is in use: the database cannot be dropped, not even by force.",
            "Stop its consumer, then run the command again.",
            slot.Name));

    /// <summary>DROP OWNED would take an object, or a policy that names the role, along with it. What is in the database that goes, goes anyway.</summary>
    private static IEnumerable<Diagnostic> Holdings(IReadOnlyList<RoleName> roles, DatabaseName? going, Surroundings surroundings) => surroundings.Dependencies
        .Where(dependency => roles.Contains(dependency.Role)
            && dependency.Kind is not DependencyKind.InAcl
            && (going is null || (dependency.Database ?? dependency.SharedDatabase) != going))
        .Select(dependency => CatalogCodes.RoleHoldsElsewhere.With(
            $"Role {dependency.Role} {Held(dependency)} in {dependency.Database?.Value ?? "the cluster's shared catalogs"}, and would be dropped.",
            "Give it to another role or drop it, then run the command again.",
            dependency.Role.Value));

    private static string Held(RoleDependency dependency) => dependency.Kind switch
    {
        DependencyKind.Owns => $"owns {Counted.Of(dependency.Count, "object")}",
        DependencyKind.InPolicy => $"is named in {Counted.Of(dependency.Count, "row security policy")}",
        _ => $"is named by {Counted.Of(dependency.Count, "object")}",
    };
}
