using Carpool.State;

namespace Carpool.Catalog;

/// <summary>What the cluster holds of the objects in scope, put together from what was read.</summary>
internal static class ActualState
{
    /// <summary>In scope is what the stack manages (<paramref name="apps"/>) or is about to (<paramref name="desired"/>).</summary>
    public static ClusterState Of(Server server, Surroundings surroundings, IReadOnlyList<InsideCatalog> insides, IReadOnlyList<App> apps, ClusterState desired)
    {
        var scope = apps.Concat(desired.Apps).ToList();
        var databases = scope.Select(app => app.Database).ToHashSet();
        var roles = scope.SelectMany(app => app.RoleNames).ToHashSet();
        var logins = scope.SelectMany(app => app.Logins).Select(login => login.Name).ToHashSet();
        var shared = desired.SharedDatabases.Select(database => database.Name).ToHashSet();
        var power = new AdminPower(surroundings, server);
        var reach = surroundings.Roles.Select(listing => listing.Role.Name).Where(power.MayActAs).ToHashSet();
        var ours = desired.Settings.Select(setting => setting.Key).ToHashSet();
        var settings = surroundings.Settings
            .Where(setting => setting.Role is { } role ? logins.Contains(role) : setting.Database is { } database && databases.Contains(database))
            .ToLookup(setting => power.MaySet(setting.Parameter) || ours.Contains(setting.Key));
        var engines = scope.SelectMany(app => app.Logins).Where(login => login.Access is Access.Sync).Select(login => login.Name).ToHashSet();
        var keepingNothing = desired.SyncScopes.Where(engine => engine.KeepsNothing).Select(engine => engine.Login).ToHashSet();
        insides = [.. insides.Select(inside => inside.Without(engines, keepingNothing))];
        var extensionSchemas = insides.SelectMany(inside => inside.Schemas.Where(schema => HoldsExtensions(schema, inside, roles))).ToList();
        insides = [.. insides.Select(inside => inside with { Schemas = [.. inside.Schemas.Except(extensionSchemas)] })];
        return new ClusterState
        {
            Apps = apps,
            SharedDatabases = desired.SharedDatabases,
            Watchers = desired.Watchers,
            Roles = [.. surroundings.Roles.Select(listing => listing.Role).Where(role => roles.Contains(role.Name))],
            Memberships = [.. surroundings.Memberships.Where(membership =>
                roles.Contains(membership.Role) ? !IsCreators(membership, server.Admin.Name) : roles.Contains(membership.Member) && power.MayRevoke(membership))],
            Databases =
            [
                .. surroundings.Databases.Where(listing => databases.Contains(listing.Name))
                    .Select(listing => new Database(listing.Name, listing.Owner, listing.ConnectionLimit, listing.AllowsConnections) { Locale = listing.Locale }),
            ],
            DatabaseGrants = [.. surroundings.DatabaseGrants.Where(grant => databases.Contains(grant.Database) || shared.Contains(grant.Database))],
            Settings = [.. settings[true]],
            SettingsOutOfReach = [.. settings[false]],
            Schemas = [.. insides.SelectMany(inside => inside.Schemas).Where(schema => schema.Name == SchemaName.Public || reach.Contains(schema.Owner))],
            SchemaGrants = [.. insides.SelectMany(inside => inside.SchemaGrants)],
            Extensions = [.. insides.SelectMany(inside => inside.Extensions).Select(listing => listing.Extension)],
            ExtensionHomes = insides.SelectMany(inside => inside.Extensions).ToDictionary(listing => listing.Extension, listing => listing.Schema),
            ExtensionSchemas = extensionSchemas,
            DefaultPrivileges = [.. insides.SelectMany(inside => inside.DefaultPrivileges)],
            Objects = [.. insides.SelectMany(inside => inside.Objects).Where(set => reach.Contains(set.Owner))],
            ColumnGrants = [.. insides.SelectMany(inside => inside.ColumnGrants).Where(grant => reach.Contains(grant.Owner))],
            OwnedObjects = [.. insides.SelectMany(inside => inside.OwnedObjects).Where(set => reach.Contains(set.Owner))],
            Namings = [.. insides.SelectMany(inside => inside.Namings)],
            Policies = [.. insides.SelectMany(inside => inside.Policies)],
            ForeignServerUsers = [.. insides.SelectMany(inside => inside.ForeignServerUsers)],
            OwnersOutOfReach =
            [
                .. insides.SelectMany(inside => OwnersIn(inside).Where(owner => !reach.Contains(owner)).Distinct().Select(owner => (inside.Database, owner))),
            ],
            PrivilegesElsewhere =
            [
                .. surroundings.Dependencies.Where(dependency => dependency.Kind is DependencyKind.InAcl && roles.Contains(dependency.Role))
                    .Select(dependency => (dependency.Role, dependency.Database ?? Home(dependency, databases, server))),
            ],
            Publications = [.. insides.SelectMany(inside => PublicationsOf(inside, desired, engines))],
            Slots = [.. surroundings.Slots.Where(slot => slot.Database is not null && databases.Contains(slot.Database) && Identifier.IsValid(slot.Name)).Select(slot => new SyncSlot(slot.Database!, new(slot.Name), slot.HasFailover))
                .Where(slot => desired.Slots.Any(wanted => wanted.Name == slot.Name && wanted.Database == slot.Database) || insides.Any(inside => IsMarked(slot, inside)))],
            SyncTables = [.. insides.SelectMany(inside => inside.Sync?.Tables ?? [])],
            SeenInside = insides.Select(inside => inside.Database).ToHashSet(),
        };
    }

    /// <summary>Those of the manifest's engines, those that bear Carpool's mark, and those of an engine's login.</summary>
    private static IEnumerable<SyncPublication> PublicationsOf(InsideCatalog inside, ClusterState desired, HashSet<RoleName> engines) => (inside.Sync?.Publications ?? [])
        .Select(listing => listing.Publication)
        .Where(publication => publication.Mark.Role is not null || engines.Contains(publication.Owner)
            || desired.Publications.Any(wanted => wanted.Database == publication.Database && wanted.Name == publication.Name));

    /// <summary>A mark is believed about its own database alone.</summary>
    private static bool IsMarked(SyncSlot slot, InsideCatalog inside) =>
        slot.Database == inside.Database && inside.Sync?.Publications.Any(listing => listing.Publication.Mark.Slot == slot.Name) == true;

    /// <summary>An extension that needs a superuser is in a schema of somebody who is none of the app's: given to the app's owner, it would be a tenant's to write to.</summary>
    private static bool HoldsExtensions(Schema schema, InsideCatalog inside, HashSet<RoleName> apps) =>
        !apps.Contains(schema.Owner) && schema.Name != SchemaName.Public
        && (schema.Name == SchemaName.Extensions || inside.Extensions.Any(listing => listing.Schema == schema.Name && listing.Owner == schema.Owner));

    /// <summary>Schema `public` is spoken of elsewhere: it has an owner of its own from birth.</summary>
    private static IEnumerable<RoleName> OwnersIn(InsideCatalog inside) =>
    [
        .. inside.Schemas.Where(schema => schema.Name != SchemaName.Public).Select(schema => schema.Owner),
        .. inside.Objects.Select(set => set.Owner),
        .. inside.OwnedObjects.Select(set => set.Owner),
    ];

    /// <summary>The ACL of a shared object can be cleaned from any database; that of an app's own database goes with it.</summary>
    private static DatabaseName Home(RoleDependency dependency, HashSet<DatabaseName> databases, Server server) =>
        dependency.SharedDatabase is { } database && databases.Contains(database) ? database : server.MaintenanceDatabase;

    /// <summary>From 16 whoever creates a role gets it WITH ADMIN and nothing else; it can be neither avoided nor taken away.</summary>
    private static bool IsCreators(Membership membership, RoleName admin) =>
        membership.Member == admin && membership is { Inherit: false, Set: false };
}
