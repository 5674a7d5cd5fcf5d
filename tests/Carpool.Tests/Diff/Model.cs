using Carpool.Diff;
using Carpool.State;

namespace Carpool.Tests.Diff;

/// <summary>What changes do to a state, said once more and without SQL.</summary>
internal static class Model
{
    public static ClusterState Apply(ClusterState state, IEnumerable<Change> changes, ClusterState desired)
    {
        // Roles are renamed or dropped once nothing else names them any more
        var after = changes.OrderBy(change => change is Change.Quarantine or Change.Purge).Aggregate(state, Apply);
        return after with
        {
            // A run that ends records the apps it made
            Apps = [.. after.Apps.Where(app => desired.Apps.All(wanted => wanted.Name != app.Name) || app.Standing is AppStanding.Quarantined), .. desired.Apps],
            SeenInside = after.Databases.Select(database => database.Name).ToHashSet(),
        };
    }

    private static ClusterState Apply(ClusterState state, Change change) => change switch
    {
        Change.CreateRole create => state with { Roles = [.. state.Roles, create.Role] },
        Change.AlterRole alter => state with { Roles = Without(state.Roles, alter.From, alter.To) },
        Change.DropLogin drop => WithoutRole(state, drop.Login.Name),
        Change.DropGroup drop => WithoutRole(state, drop.Group.Name),
        Change.IssueCredential or Change.UpdateApp or Change.EndSessions => state,
        Change.RenewCredential renew => state with { RefusedLogins = Without(state.RefusedLogins, renew.Login.Name) },
        Change.GrantMembership grant => state with { Memberships = [.. state.Memberships, grant.Membership with { Grantor = States.Server.Admin.Name }] },
        Change.RevokeMembership revoke => state with { Memberships = Without(state.Memberships, revoke.Membership) },
        Change.CreateDatabase create => state with { Databases = [.. state.Databases, create.ToCreate] },
        Change.AlterDatabase alter => state with { Databases = Without(state.Databases, alter.From, alter.To) },
        Change.GrantOnDatabase grant => state with { DatabaseGrants = [.. state.DatabaseGrants, grant.Grant with { Grantor = States.Server.Admin.Name }] },
        Change.RevokeOnDatabase { OnlyGrantOption: true } revoke => state with { DatabaseGrants = Without(state.DatabaseGrants, revoke.Grant, revoke.Grant with { IsGrantable = false }) },
        Change.RevokeOnDatabase revoke => state with { DatabaseGrants = Without(state.DatabaseGrants, revoke.Grant) },
        Change.ChangeSetting set => state with { Settings = [.. state.Settings.Where(setting => setting != set.From), set.To] },
        Change.ResetSetting reset => state with { Settings = Without(state.Settings, reset.Setting) },
        Change.CreateSchema create => state with { Schemas = [.. state.Schemas, create.Schema] },
        Change.AlterSchema alter => state with { Schemas = Without(state.Schemas, alter.From, alter.To) },
        Change.CreateExtension create => state with { Extensions = [.. state.Extensions, create.Extension] },
        Change.GrantOnSchema grant => state with { SchemaGrants = [.. state.SchemaGrants, grant.Grant] },
        Change.RevokeOnSchema revoke => state with { SchemaGrants = Without(state.SchemaGrants, revoke.Grant) },
        Change.ChangeDefaultPrivileges set => state with { DefaultPrivileges = [.. state.DefaultPrivileges.Where(row => row != set.From), set.To] },
        Change.Forget forget => state with { Apps = Without(state.Apps, forget.Forgotten) },
        Change.Purge purge => WithoutApp(state, purge.Gone),
        Change.Quarantine quarantine => WithoutApp(state, quarantine.From) with { Apps = [.. state.Apps.Where(app => app != quarantine.From), quarantine.To] },
        Change.CreatePublication create => state with { Publications = [.. state.Publications, create.Publication] },
        Change.AlterPublication alter => state with { Publications = Without(state.Publications, alter.From, alter.To) },
        Change.DropPublication drop => state with { Publications = Without(state.Publications, drop.Publication) },
        Change.CreateSlot create => state with { Slots = [.. state.Slots, create.Slot] },
        Change.DropSlot drop => state with { Slots = Without(state.Slots, drop.Slot) },
        Change.PublishTable or Change.UnpublishTable or Change.ChangeReplicaIdentity => throw new InvalidOperationException("No tables are drawn"),
        Change.ChangeOwner or Change.GrantOnObjects or Change.RevokeOnObjects or Change.RevokeOnColumn => throw new InvalidOperationException("No objects are drawn"),
        Change.AddLogin or Change.TurnToLogin or Change.ChangeKey or Change.Restore or Change.Adopt or Change.ForgetRow or Change.ForgetStack => throw new InvalidOperationException("Two states alone ask for no such thing"),
    };

    private static ClusterState WithoutApp(ClusterState state, App app)
    {
        var left = app.RoleNames.Aggregate(state, WithoutRole);
        return left with
        {
            Apps = Without(left.Apps, app),
            Databases = [.. left.Databases.Where(database => database.Name != app.Database)],
            DatabaseGrants = [.. left.DatabaseGrants.Where(grant => grant.Database != app.Database)],
            Settings = [.. left.Settings.Where(setting => setting.Database != app.Database)],
            Extensions = [.. left.Extensions.Where(extension => extension.Database != app.Database)],
            Schemas = [.. left.Schemas.Where(schema => schema.Database != app.Database)],
            SchemaGrants = [.. left.SchemaGrants.Where(grant => grant.Database != app.Database)],
            DefaultPrivileges = [.. left.DefaultPrivileges.Where(row => row.Database != app.Database)],
        };
    }

    private static ClusterState WithoutRole(ClusterState state, RoleName role) => state with
    {
        Roles = [.. state.Roles.Where(known => known.Name != role)],
        Memberships = [.. state.Memberships.Where(row => row.Role != role && row.Member != role)],
        DatabaseGrants = [.. state.DatabaseGrants.Where(grant => grant.Grantee != new Grantee.Role(role))],
        Settings = [.. state.Settings.Where(setting => setting.Role != role)],
        SchemaGrants = [.. state.SchemaGrants.Where(grant => grant.Grantee != new Grantee.Role(role))],
        DefaultPrivileges =
        [
            .. state.DefaultPrivileges.Select(row => row with { Grants = [.. row.Grants.Where(grant => grant.Grantee != new Grantee.Role(role))] })
                .Where(row => row.Grants.Count > 0 || row.Kind is ObjectKind.Functions or ObjectKind.Types),
        ],
    };

    private static IReadOnlyList<T> Without<T>(IReadOnlyList<T> list, T item, params IEnumerable<T> instead)
        where T : class
    {
        if (!list.Contains(item)) throw new InvalidOperationException($"{item} is not there to be changed");
        return [.. list.Where(other => !other.Equals(item)), .. instead];
    }
}
