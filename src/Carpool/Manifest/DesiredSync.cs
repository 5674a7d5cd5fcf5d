using Carpool.State;

namespace Carpool.Manifest;

/// <summary>What the sync engines of an app are to find.</summary>
internal static class DesiredSync
{
    /// <summary>An engine that says what is published has to own its publication: being a member of the owner is not enough for it.</summary>
    public static IEnumerable<SyncPublication> PublicationsOf(AppManifest app, Server server) => Engines(app).Select(role => new SyncPublication(
        app.Database,
        role.Sync!.Publication,
        role.Sync.FillsPublication ? role.Login : app.Owner,
        role.Sync.Preset.ThroughRoot,
        HasGenerated: server.PublishesGeneratedColumns)
    {
        Mark = new SyncMark(role.Name, role.Sync.Slot),
    });

    /// <summary>A slot that standbys keep is made wherever there can be one: that the engine asks for none is no reason to lose it.</summary>
    public static IEnumerable<SyncSlot> SlotsOf(AppManifest app, Server server) =>
        from role in Engines(app)
        let slot = role.Sync!.Slot
        where slot is not null
        select new SyncSlot(app.Database, slot, server.HasFailoverSlots && role.Sync!.HasFailover != false);

    public static IEnumerable<SyncScope> ScopesOf(AppManifest app) => Engines(app).Select(role => ScopeOf(app, role.Sync!) with { Login = role.Login });

    /// <summary>What an engine follows.</summary>
    public static SyncScope ScopeOf(AppManifest app, SyncManifest sync) => new(
        app.Database, sync.Publication, new RoleName($"{app.Database}_{sync.Name}"), sync.Tables is { } tables ? [.. tables] : null, sync.Preset.NeedsFullRows, FillsPublication: !sync.FillsPublication)
    {
        ReadsAsOwner = sync.Mode is not SyncMode.Manual,
        KeepsNothing = sync.Mode is SyncMode.Owner,
    };

    /// <summary>
    /// The desired state with BYPASSRLS for each engine that row security would hide rows from. Which those are, only the tables say; where nobody
    /// looked at them, a login keeps what it has.
    /// </summary>
    public static ClusterState PastRowSecurity(ClusterState desired, ClusterState actual)
    {
        var seeing = desired.Apps.SelectMany(app => app.Logins.Where(login => login.Access is Access.Sync).Where(login => actual.SeenInside.Contains(app.Database)
                ? desired.SyncScopes.Any(scope => scope.Login == login.Name && actual.SyncTables.Any(scope.IsBlindTo))
                : actual.Roles.Any(role => role.Name == login.Name && role.Attributes.HasFlag(RoleAttributes.BypassRowSecurity))))
            .Select(login => login.Name)
            .ToHashSet();
        return seeing.Count == 0 ? desired : desired with
        {
            Roles = [.. desired.Roles.Select(role => seeing.Contains(role.Name) ? role with { Attributes = role.Attributes | RoleAttributes.BypassRowSecurity } : role)],
        };
    }

    /// <summary>The logins that are handed out: a publication belongs to one.</summary>
    private static IEnumerable<RoleManifest> Engines(AppManifest app) =>
        app.Roles.Where(role => role.Sync is not null).GroupBy(role => role.Name, StringComparer.Ordinal).Select(logins => logins.First());
}
