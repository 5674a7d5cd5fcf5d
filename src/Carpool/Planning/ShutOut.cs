using Carpool.Diff;
using Carpool.State;

namespace Carpool.Planning;

/// <summary>Whose live sessions lose their right to be where they are when a CONNECT is revoked.</summary>
internal sealed class ShutOut(Surroundings surroundings, ClusterState desired, Server server)
{
    /// <summary>Sessions of roles that the revoke leaves without any way in: no grant of their own or inherited, not owner, not superuser.</summary>
    public IEnumerable<SessionCount> By(Change.RevokeOnDatabase revoke)
    {
        if (revoke.OnlyGrantOption || revoke.Grant.Privilege != Privilege.Connect) return [];
        var database = surroundings.Databases.First(listing => listing.Name == revoke.Grant.Database);
        var holders = surroundings.DatabaseGrants.Where(grant => grant != revoke.Grant).Concat(desired.DatabaseGrants)
            .Where(grant => grant.Database == database.Name && grant.Privilege == Privilege.Connect)
            .Select(grant => grant.Grantee)
            .OfType<Grantee.Role>()
            .Select(role => role.Name)
            .Append(database.Owner)
            .Append(server.Admin.Name)
            .ToHashSet();
        return surroundings.Sessions.Where(session => session.Database == database.Name
            && !IsSuperuser(session.Role)
            && (revoke.Grant.Grantee is Grantee.Public || Reach(session.Role).Contains(((Grantee.Role)revoke.Grant.Grantee).Name))
            && !Reach(session.Role).Overlaps(holders));
    }

    private bool IsSuperuser(RoleName name) =>
        surroundings.Roles.Any(listing => listing.Role.Name == name && listing.Role.Attributes.HasFlag(RoleAttributes.Superuser));

    /// <summary>The role and every role whose privileges it inherits.</summary>
    private HashSet<RoleName> Reach(RoleName role)
    {
        var reach = new HashSet<RoleName> { role };
        var open = new Queue<RoleName>(reach);
        while (open.TryDequeue(out var member))
        {
            foreach (var membership in surroundings.Memberships.Where(membership => membership.Member == member && membership.Inherit))
            {
                if (reach.Add(membership.Role)) open.Enqueue(membership.Role);
            }
        }

        return reach;
    }
}
