using Carpool.State;

namespace Carpool.Manifest;

/// <summary>From the user's words to the state of a cluster: the whole access model of an app, in one place.</summary>
public static class DesiredState
{
    /// <summary>A database's own limit keeps these many spare for the admin, whom it would lock out (a limit counts every session but a superuser's).</summary>
    internal const int SpareConnections = 2;

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
            Memberships = [.. manifest.Apps.SelectMany(app => MembershipsOf(app, server))],
            Databases = [.. manifest.Apps.Select(app => DatabaseOf(app, server))],
            DatabaseGrants =
            [
                .. manifest.Apps.SelectMany(app => GrantsOf(app, watchers)),
                .. shared.Where(database => database.MayClose).SelectMany(database => GrantsOn(database, server.Admin.Name, [.. database.AdmitsWatchers ? watchers : [], .. database.Residents])),
            ],
            Settings = [.. manifest.Apps.SelectMany(SettingsOf)],
            Schemas = [.. manifest.Apps.SelectMany(app => SchemasOf(app, server).Select(schema => new Schema(app.Database, schema, app.Owner)))],
            SchemaGrants = [.. manifest.Apps.SelectMany(app => SchemasOf(app, server).SelectMany(schema => SchemaGrantsOf(app, schema)))],
            Extensions = [.. manifest.Apps.SelectMany(app => app.Extensions.Select(extension => new Extension(app.Database, extension.Name)))],
            DefaultPrivileges = [.. manifest.Apps.SelectMany(DefaultPrivilegesOf)],
            Publications = [.. manifest.Apps.SelectMany(app => DesiredSync.PublicationsOf(app, server))],
            Slots = [.. manifest.Apps.SelectMany(app => DesiredSync.SlotsOf(app, server))],
            SyncScopes = [.. manifest.Apps.SelectMany(DesiredSync.ScopesOf)],
        };
    }

    private static App AppOf(AppManifest app) => new(
        app.Name,
        AppStanding.Live,
        app.Database,
        app.Owner,
        [.. app.Roles.Select(role => new Login(role.Name, role.Login, role.Access) { Standing = role.Standing, ReplacedAt = role.ReplacedAt })],
        app.OnRemove,
        app.Protect)
    {
        Groups = [.. app.Groups],
    };

    /// <summary>
    /// A login that may become the owner neither inherits its power nor has any of its own; one of a group inherits the group's. The
    /// attribute says so on 14 and 15, the membership's option from 16.
    /// </summary>
    private static IEnumerable<Role> RolesOf(AppManifest app) =>
    [
        new Role(app.Owner, CanLogin: false, Inherits: true, ConnectionLimit: null),
        .. app.Groups.Select(group => new Role(group.Name, CanLogin: false, Inherits: true, ConnectionLimit: null)),
        .. app.Roles.Select(role => new Role(role.Login, CanLogin: true, Inherits: !role.Access.IsOwners, role.Connections ?? app.Connections)
        {
            Attributes = role.Access is Access.Sync ? RoleAttributes.Replication : RoleAttributes.None,
        }),
    ];

    /// <summary>
    /// May become the owner, and holds nothing of it until it does; or holds what its group does, and (from 16) never becomes it. A sync engine
    /// that publishes tables itself holds what the owner does: only that lets it alter them. In mode `owner` it may become it as well.
    /// </summary>
    private static IEnumerable<Membership> MembershipsOf(AppManifest app, Server server) => app.Roles.Select(role => role.Access.IsOwners
        ? new Membership(app.Owner, role.Login, Grantor: null, Inherit: false, Set: true, Admin: false)
        : new Membership(
            role.GroupAccess is { } access ? Group.NameOf(app.Database, access) : app.Owner, role.Login, Grantor: null, Inherit: true, Set: !server.HasMembershipOptions || role.Sync?.Mode is SyncMode.Owner, Admin: false));

    private static Database DatabaseOf(AppManifest app, Server server) =>
        new(app.Database, server.Admin.Name, app.Connections + SpareConnections + app.Roles.Sum(role => role.Sync?.Connections ?? 0), AllowsConnections: true) { Locale = app.Locale?.Locale };

    /// <summary>CONNECT to each login itself; CREATE to the owner alone and TEMPORARY to it and the writers, so that a session which drops its role can make nothing.</summary>
    private static IEnumerable<DatabaseGrant> GrantsOf(AppManifest app, IReadOnlyList<RoleName> watchers) =>
    [
        Grant(app.Database, app.Owner, Privilege.Create),
        Grant(app.Database, app.Owner, Privilege.Temporary),
        .. app.Groups.Where(group => group.Access is Access.Write).Select(group => Grant(app.Database, group.Name, Privilege.Temporary)),
        .. app.Roles.Select(role => Grant(app.Database, role.Login, Privilege.Connect)),
        .. watchers.Select(watcher => Grant(app.Database, watcher, Privilege.Connect)),
    ];

    /// <summary>On a shared database nobody is shut out who has to get in: the admin, unless it owns it, the watchers and the platform's roles.</summary>
    private static IEnumerable<DatabaseGrant> GrantsOn(SharedDatabase database, RoleName admin, IReadOnlyList<RoleName> watchers) =>
        watchers.Append(admin).Where(role => role != database.Owner).Distinct().Select(role => Grant(database.Name, role, Privilege.Connect));

    /// <summary>
    /// The app's own on the database, where they reach whoever is in it; a login's on the login in the database, where they win over those.
    /// Each session of whoever may make something starts as the owner, so that it belongs to the owner.
    /// </summary>
    private static IEnumerable<Setting> SettingsOf(AppManifest app) =>
    [
        .. app.Settings.Select(setting => Setting.Of(null, app.Database, setting.Parameter, setting.Value)),
        .. app.Roles.Where(role => role.Access.IsOwners).Select(role => new Setting(role.Login, app.Database, "role", app.Owner.Value)),
        .. app.Roles.SelectMany(role => role.Settings.Select(setting => Setting.Of(role.Login, app.Database, setting.Parameter, setting.Value))),
    ];

    /// <summary>`public` is there in any case, and the owner's where the admin can make it so.</summary>
    private static IEnumerable<SchemaName> SchemasOf(AppManifest app, Server server) =>
        app.Schemas.Where(schema => schema != SchemaName.Public).Concat(server.MayTakeOverPublicSchema ? [SchemaName.Public] : []);

    private static IEnumerable<SchemaGrant> SchemaGrantsOf(AppManifest app, SchemaName schema) =>
        app.Groups.Select(group => new SchemaGrant(app.Database, schema, new Grantee.Role(group.Name), Privilege.Usage, Grantor: null, IsGrantable: false));

    /// <summary>
    /// What the groups hold of the owner's objects, in whatever schema: of those to come by these rows, of those that exist because the diff
    /// holds them against the same rows. PUBLIC may not EXECUTE functions; only the form without a schema can say so.
    /// </summary>
    private static IEnumerable<DefaultPrivileges> DefaultPrivilegesOf(AppManifest app)
    {
        yield return Of(ObjectKind.Functions, _ => [Privilege.Execute]);
        if (app.Groups.Count == 0) yield break;
        yield return Of(ObjectKind.Tables, access => access is Access.Write ? [Privilege.Delete, Privilege.Insert, Privilege.Select, Privilege.Update] : [Privilege.Select]);
        yield return Of(ObjectKind.Sequences, access => access is Access.Write ? [Privilege.Select, Privilege.Usage] : [Privilege.Select]);
        yield return Of(ObjectKind.Schemas, _ => [Privilege.Usage]);

        DefaultPrivileges Of(ObjectKind kind, Func<Access, Privilege[]> granted) => new(
            app.Database,
            app.Owner,
            Schema: null,
            kind,
            [.. app.Groups.SelectMany(group => granted(group.Access).Select(privilege => new DefaultGrant(new Grantee.Role(group.Name), privilege, IsGrantable: false)))
                .OrderBy(grant => grant.Grantee).ThenBy(grant => grant.Privilege)]);
    }

    private static DatabaseGrant Grant(DatabaseName database, RoleName role, Privilege privilege) =>
        new(database, new Grantee.Role(role), privilege, Grantor: null, IsGrantable: false);
}
