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
        return Without(revoke.Grant.Database, surroundings.DatabaseGrants.Where(grant => grant != revoke.Grant))
            .Where(session => revoke.Grant.Grantee is Grantee.Public || Reach(session.Role).Contains(((Grantee.Role)revoke.Grant.Grantee).Name));
    }

    /// <summary>Whether a role keeps a way in when the CONNECT is revoked: by a grant of its own, an inherited one, or as the owner.</summary>
    public Predicate<RoleName> Keepers(Change.RevokeOnDatabase revoke)
    {
        var holders = Holders(revoke.Grant.Database, surroundings.DatabaseGrants.Where(grant => grant != revoke.Grant));
        return role => Reach(role).Overlaps(holders);
    }

    /// <summary>
    /// Sessions of whoever loses the way to be an owner, or what a group may do: they go on as what they have become, and with the rights
    /// of it. Those that only get the membership with other options keep it.
    /// </summary>
    public IEnumerable<SessionCount> By(Change.RevokeMembership revoke)
    {
        var (role, member) = (revoke.Membership.Role, revoke.Membership.Member);
        var app = desired.Apps.FirstOrDefault(app => app.RoleNames.Contains(role));
        return app is null || member == server.Admin.Name || surroundings.IsSuperuser(member) || desired.Memberships.Any(wanted => wanted.Role == role && wanted.Member == member)
            ? []
            : surroundings.Sessions.Where(session => session.Database == app.Database && session.Role == member);
    }

    /// <summary>Sessions that no revoke to come shuts out, because the right was gone before: as when a run was killed between its revoke and the end of them.</summary>
    public IEnumerable<Change.EndSessions> Before(ClusterState actual)
    {
        // Of most databases nobody is in, and every grant of the cluster is looked through for each of the others
        var entered = surroundings.Sessions.Select(session => session.Database).ToHashSet();
        if (entered.Count == 0) return [];
        var apps = new Ownership(desired);
        return desired.Databases.Select(database => database.Name).Intersect(actual.Databases.Select(database => database.Name))
            .Concat(desired.SharedDatabases.Where(database => database.MayClose).Select(database => database.Name))
            .Where(entered.Contains)
            .Where(database => !surroundings.DatabaseGrants.Any(grant => grant.Database == database && grant.Privilege == Privilege.Connect && grant.Grantee is Grantee.Public))
            .SelectMany(database => Without(database, surroundings.DatabaseGrants))
            .Select(session => new Change.EndSessions(apps.Find(session.Database), session.Database, session.Role));
    }

    /// <summary>The database's sessions of roles that none of the grants lets in, nor one that is to come.</summary>
    private IEnumerable<SessionCount> Without(DatabaseName name, IEnumerable<DatabaseGrant> grants)
    {
        var holders = Holders(name, grants);
        return surroundings.Sessions.Where(session => session.Database == name && !surroundings.IsSuperuser(session.Role) && !Reach(session.Role).Overlaps(holders));
    }

    private HashSet<RoleName> Holders(DatabaseName name, IEnumerable<DatabaseGrant> grants) => grants.Concat(desired.DatabaseGrants)
        .Where(grant => grant.Database == name && grant.Privilege == Privilege.Connect)
        .Select(grant => grant.Grantee)
        .OfType<Grantee.Role>()
        .Select(role => role.Name)
        .Append(desired.Databases.FirstOrDefault(wanted => wanted.Name == name)?.Owner ?? surroundings.Databases.First(listing => listing.Name == name).Owner)
        .Append(server.Admin.Name)
        .ToHashSet();

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
