using Carpool.Diagnostics;
using Carpool.Sql;
using Carpool.State;
using Carpool.Walls.Trails;

namespace Carpool.Walls.Rules;

/// <summary>Attributes act in the whole cluster, and none of a tenant's roles is to have one.</summary>
internal static class AttributeRule
{
    private static readonly (RoleAttributes Attribute, string Keyword, string Gives)[] s_attributes =
    [
        (RoleAttributes.Superuser, "SUPERUSER", "may do anything in every database"),
        (RoleAttributes.CreateRole, "CREATEROLE", "makes roles, and from there takes others' over"),
        (RoleAttributes.CreateDatabase, "CREATEDB", "makes databases, and copies of those that are templates"),
        (RoleAttributes.BypassRowSecurity, "BYPASSRLS", "is under no row security, in any database that it enters"),
        (RoleAttributes.Replication, "REPLICATION", "copies the whole cluster, every database in it, from the one that it may enter"),
    ];

    public static IEnumerable<Diagnostic> Find(WallView view) =>
        from tenant in view.Tenancy.Tenants
        from trail in view.TrailsOf(tenant)
        where tenant.Roles.Contains(trail.End)
        from kind in s_attributes
        where view.Tenancy.AttributesOf(trail.End).HasFlag(kind.Attribute)
        select Judged(view, kind.Attribute, trail, (kind.Attribute is RoleAttributes.Replication ? WallCodes.Replication : WallCodes.Attribute).With(
            $"{trail} → has {kind.Keyword}: it {kind.Gives}.", Closing.BySuperuser(RoleSql.Alter(Having(trail.End, kind.Attribute), Having(trail.End, RoleAttributes.None))), trail.Start.Value));

    /// <summary>A sync engine's login cannot do without REPLICATION, nor without BYPASSRLS where row security would hide rows from it, and the manifest accepts what that gives: said each time, and no error. That another role can become the login was not accepted.</summary>
    private static Diagnostic Judged(WallView view, RoleAttributes attribute, Trail trail, Diagnostic finding) =>
        attribute is RoleAttributes.Replication or RoleAttributes.BypassRowSecurity && trail.Hops.Count == 0 && view.Desired.Roles.Any(role => role.Name == trail.End && role.Attributes.HasFlag(attribute))
            ? finding with
            {
                Severity = Severity.Warning,
                Message = $"{finding.Message.TrimEnd('.')}; {(attribute is RoleAttributes.Replication ? "the manifest accepts it (replication-reads-everything)" : "the sync engine follows tables with row security")}.",
                Fix = $"Where it is to be closed, take the sync engine {trail.End} out of the manifest.",
            }
            : finding;

    private static Role Having(RoleName name, RoleAttributes attributes) => new(name, CanLogin: true, Inherits: true, ConnectionLimit: null) { Attributes = attributes };
}
