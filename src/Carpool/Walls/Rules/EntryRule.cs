using Carpool.Diagnostics;
using Carpool.State;
using Carpool.Walls.Trails;

namespace Carpool.Walls.Rules;

/// <summary>
/// Who gets in at the door: CONNECT that a login has from its start or may hand out to itself, and databases that a role could open for itself, as their owner or with
/// the grant option. A role that a login can only become is refused at the door like the login.
/// </summary>
internal static class EntryRule
{
    public static IEnumerable<Diagnostic> Find(WallView view)
    {
        foreach (var home in view.Tenancy.Tenants)
        {
            foreach (var key in view.KeysOf(home.Database).Where(key => !home.Roles.Contains(key.Holder) && !view.Tenancy.IsTrusted(key.Holder)))
            {
                foreach (var tenant in view.Tenancy.Tenants.Where(tenant => tenant != home))
                {
                    if (Trail(view, tenant, view.LoginsOf(tenant), key) is { } trail)
                    {
                        yield return WallCodes.Entry.With($"{trail} → {key.Words}, of {home}.", key.Fix, trail.Start.Value);
                    }
                }

                if (!home.IsManaged) continue;
                foreach (var stranger in view.Tenancy.Logins.Where(login => view.Tenancy.Of(login) is null && !view.Tenancy.IsTrusted(login)))
                {
                    if (Trail(view, null, [stranger], key) is { } trail) yield return WallCodes.StrangerEnters.With($"{trail} → {key.Words}, of {home}.", key.Fix, stranger.Value);
                }
            }
        }
    }

    /// <summary>The shortest way from a tenant's logins to the key; over another's role it is a finding of its own, and none here.</summary>
    internal static Trail? Trail(WallView view, Tenant? tenant, IEnumerable<RoleName> logins, DoorKey key)
    {
        if (!view.IsOnTheWay(key.Holder, tenant) && !Tenancy.IsBuiltIn(key.Holder)) return null;
        var ways = key.OpensItself ? view.Ways.Value : view.Doors.Value;
        return ways.From(logins, role => view.IsOnTheWay(role, tenant)).FirstOrDefault(trail => trail.End == key.Holder);
    }
}
