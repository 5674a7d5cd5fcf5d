using Carpool.Catalog;
using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Walls.Trails;

/// <summary>A foreign server that leads back into the cluster, and a mapping with somebody else's password: its user is in as that somebody.</summary>
internal static class ForeignBridges
{
    public static IEnumerable<Hop> Hops(WallView view)
    {
        var roles = view.Surroundings.Roles.Select(listing => listing.Role.Name.Value).ToHashSet(StringComparer.Ordinal);
        return
            from inside in view.Insides.Values.OrderBy(inside => inside.Database.Value, StringComparer.Ordinal)
            let insiders = view.InsidersOf(inside.Database)
            from mapping in inside.Mappings
            where mapping.User is { } user && roles.Contains(user) && (mapping.HasPassword || !mapping.NeedsPassword)
            let server = inside.Servers.First(server => server.Name == mapping.Server)
            where LeadsBack(view, server)
            let to = new RoleName(mapping.User!)
            from role in Users(insiders, server, mapping)
            where role != to
            select new Hop(role, to, $"goes over foreign server {server.Name} of {inside.Database} as {to}", Drop(inside, mapping), WallCodes.ForeignServer);
    }

    /// <summary>The address wins over the name, as in libpq.</summary>
    internal static bool LeadsBack(WallView view, ForeignServer server) => server.Service is null && view.Here.IsReachedBy(server.HostAddress ?? server.Host, server.Port);

    /// <summary>Who may go that way: the mapped role, or everybody, of those that the server or one of its tables lets through.</summary>
    internal static IEnumerable<RoleName> Users(Insiders insiders, ForeignServer server, UserMapping mapping)
    {
        bool MayUse(RoleName role) => insiders.Has(role, server.Owner) || server.Users.Concat(server.TableUsers).Any(user => insiders.Has(role, user));
        return mapping.Role is Grantee.Role mapped
            ? new[] { mapped.Name }.Where(role => insiders.MayAct(role) && MayUse(role))
            : insiders.Logins.Where(MayUse).Concat(server.Users.Concat(server.TableUsers).OfType<Grantee.Role>().Select(user => user.Name).Append(server.Owner).Where(insiders.MayAct)).Distinct();
    }

    internal static string Drop(InsideGuards inside, UserMapping mapping) =>
        Closing.BySuperuserIn(inside.Database, $"DROP USER MAPPING FOR {mapping.Role} SERVER {mapping.Server}");
}
