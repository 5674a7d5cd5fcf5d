using Carpool.State;

namespace Carpool.Manifest;

/// <summary>From the user's words to the state of a cluster: the whole access model of an app, in one place.</summary>
public static class DesiredState
{
    /// <summary>A database's own limit keeps these many spare for the admin, whom it would lock out (a limit counts every session but a superuser's).</summary>
    private const int SpareConnections = 2;

    private static readonly SchemaName PublicSchema = new("public");

    /// <summary>What the cluster should hold of the stack. Depends on the server only where the admin's powers do.</summary>
    public static ClusterState ToDesired(this StackManifest manifest, Server server, IReadOnlyList<SharedDatabase> shared)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(shared);
        var watchers = manifest.Cluster.Watchers;
        return new ClusterState
        {
            Apps = [.. manifest.Apps.Select(AppOf)],
            SharedDatabases = shared,
            Watchers = watchers,
            Roles = [.. manifest.Apps.SelectMany(RolesOf)],
            Memberships = [.. manifest.Apps.SelectMany(MembershipsOf)],
            Databases = [.. manifest.Apps.Select(app => DatabaseOf(app, server))],
            DatabaseGrants =
            [
                .. manifest.Apps.SelectMany(app => GrantsOf(app, watchers)),
                .. shared.Where(database => database.MayClose).SelectMany(database => GrantsOn(database, server.Admin.Name, database.AdmitsWatchers ? watchers : [])),
            ],
            Settings = [.. manifest.Apps.SelectMany(SettingsOf)],
            Schemas = server.MayTakeOverPublicSchema ? [.. manifest.Apps.Select(app => new Schema(app.Database, PublicSchema, app.Owner))] : [],
            DefaultPrivileges = [.. manifest.Apps.Select(DefaultPrivilegesOf)],
        };
    }

    private static App AppOf(AppManifest app) => new(
        app.Name,
        AppStanding.Live,
        app.Database,
        app.Owner,
        [.. app.Roles.Select(role => new Login(role.Name, role.Login, role.Access))],
        app.OnRemove,
        app.Protect);

    /// <summary>A login neither inherits the owner's power nor has any of its own: NOINHERIT says so on 14 and 15, the membership's option from 16.</summary>
    private static IEnumerable<Role> RolesOf(AppManifest app) =>
        app.Roles.Select(role => new Role(role.Login, CanLogin: true, Inherits: false, role.Connections ?? app.Connections))
            .Prepend(new Role(app.Owner, CanLogin: false, Inherits: true, ConnectionLimit: null));

    /// <summary>May become the owner, and holds nothing of it until it does.</summary>
    private static IEnumerable<Membership> MembershipsOf(AppManifest app) =>
        app.Roles.Select(role => new Membership(app.Owner, role.Login, Grantor: null, Inherit: false, Set: true, Admin: false));

    private static Database DatabaseOf(AppManifest app, Server server) =>
        new(app.Database, server.Admin.Name, app.Connections + SpareConnections, AllowsConnections: true);

    /// <summary>CONNECT to each login itself; CREATE and TEMPORARY to the owner alone, so that a session which drops its role can make nothing.</summary>
    private static IEnumerable<DatabaseGrant> GrantsOf(AppManifest app, IReadOnlyList<RoleName> watchers) =>
    [
        Grant(app.Database, app.Owner, Privilege.Create),
        Grant(app.Database, app.Owner, Privilege.Temporary),
        .. app.Roles.Select(role => Grant(app.Database, role.Login, Privilege.Connect)),
        .. watchers.Select(watcher => Grant(app.Database, watcher, Privilege.Connect)),
    ];

    /// <summary>On a shared database nobody is shut out who has to get in: the admin, unless it owns it, and the watchers.</summary>
    private static IEnumerable<DatabaseGrant> GrantsOn(SharedDatabase database, RoleName admin, IReadOnlyList<RoleName> watchers) =>
        watchers.Append(admin).Where(role => role != database.Owner).Distinct().Select(role => Grant(database.Name, role, Privilege.Connect));

    /// <summary>Each session starts as the owner, so that whatever it makes belongs to the owner.</summary>
    private static IEnumerable<Setting> SettingsOf(AppManifest app) =>
        app.Roles.Select(role => new Setting(role.Login, app.Database, "role", app.Owner.Value));

    /// <summary>PUBLIC may not EXECUTE the owner's functions; only the form without a schema can say so.</summary>
    private static DefaultPrivileges DefaultPrivilegesOf(AppManifest app) =>
        new(app.Database, app.Owner, Schema: null, ObjectKind.Functions, Grants: []);

    private static DatabaseGrant Grant(DatabaseName database, RoleName role, Privilege privilege) =>
        new(database, new Grantee.Role(role), privilege, Grantor: null, IsGrantable: false);
}
