using Carpool.Diagnostics;
using Carpool.State;
using Carpool.Walls.Trails;

namespace Carpool.Walls.Rules;

/// <summary>What a tenant's roles are, can become or act as, beyond the tenant: another's role, who runs the cluster, a built-in role.</summary>
internal static class EscapeRule
{
    public static IEnumerable<Diagnostic> Find(WallView view) =>
        from tenant in view.Tenancy.Tenants
        from trail in view.TrailsOf(tenant)
        where !view.IsOnTheWay(trail.End, tenant)
        select Finding(view, tenant, trail);

    internal static Diagnostic Finding(WallView view, Tenant tenant, Trail trail)
    {
        var end = trail.End;
        var builtIn = BuiltInRole.Of(end);
        var what = view.Tenancy.Of(end) is { } other ? $"a role of {other}" : builtIn is not null ? $"which {builtIn.Gives}" : Power(view, end);
        var code = trail.Code ?? (builtIn is not null ? WallCodes.BuiltInRole : view.Tenancy.Of(end) is null ? PowerCode(view, end) : WallCodes.OpenPath);
        return code.With($"{trail}, {what}.", Leaving(tenant, trail).Fix, trail.Start.Value) with { Severity = builtIn?.Severity ?? Severity.Error };
    }

    /// <summary>The hop by which the trail leaves the tenant: without it all that is behind it is out of reach.</summary>
    private static Hop Leaving(Tenant tenant, Trail trail) => trail.Hops.First(hop => !tenant.Roles.Contains(hop.To));

    /// <summary>A role that has nothing but an attribute gives that; a superuser and the admin are somebody to be.</summary>
    private static DiagnosticCode PowerCode(WallView view, RoleName role) => view.Tenancy.AttributesOf(role) switch
    {
        var has when has == RoleAttributes.None || has.HasFlag(RoleAttributes.Superuser) || role == view.Server.Admin.Name => WallCodes.OpenPath,
        var has when has.HasFlag(RoleAttributes.Replication) => WallCodes.Replication,
        _ => WallCodes.Attribute,
    };

    private static string Power(WallView view, RoleName role) => view.Tenancy.AttributesOf(role) switch
    {
        var has when has.HasFlag(RoleAttributes.Superuser) => "a superuser",
        _ when role == view.Server.Admin.Name => "the admin",
        RoleAttributes.None => "which may connect to every database",
        var has => $"which may {has} all over the cluster",
    };
}
