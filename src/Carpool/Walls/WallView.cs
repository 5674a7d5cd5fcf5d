using Carpool.Catalog;
using Carpool.State;
using Carpool.Walls.Trails;

namespace Carpool.Walls;

/// <summary>All that the analysis looks at: facts from the catalogs, and what follows from them about roles. Every rule is a function of it.</summary>
internal sealed class WallView
{
    private readonly Dictionary<Tenant, IReadOnlyList<Trail>> _trails = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<DatabaseName, Insiders> _insiders = [];
    private readonly Dictionary<DatabaseName, IReadOnlyList<DoorKey>> _keys = [];
    private readonly Dictionary<DatabaseName, DatabaseListing> _listings;
    private readonly ILookup<DatabaseName, DatabaseGrant> _grants;

    /// <param name="surroundings">What goes on in the cluster.</param>
    /// <param name="insides">What was seen inside databases; one that the admin may not enter is missing.</param>
    /// <param name="desired">What the manifest asks for.</param>
    /// <param name="here">How this very server is reached.</param>
    public WallView(
        Server server, Surroundings surroundings, SharedGuards guards, IReadOnlyDictionary<DatabaseName, InsideGuards> insides, Tenancy tenancy, ClusterState desired, Loopback here)
    {
        (Server, Surroundings, Guards, Insides, Tenancy, Desired, Here) = (server, surroundings, guards, insides, tenancy, desired, here);
        (_listings, _grants) = (surroundings.Databases.ToDictionary(listing => listing.Name), surroundings.DatabaseGrants.ToLookup(grant => grant.Database));
        Graph = new RoleGraph(surroundings.Memberships);
        Doors = new Lazy<Ways>(() => new Ways(MembershipHops.Of(new RoleGraph([.. surroundings.Memberships.Where(membership => membership.Inherit || membership.Admin)]), surroundings, server)));
        Ways = new Lazy<Ways>(() => new Ways([.. MembershipHops.Of(Graph, Surroundings, Server), .. Bridges.Hops(this)]));
    }

    public Server Server { get; }

    public Surroundings Surroundings { get; }

    public SharedGuards Guards { get; }

    public IReadOnlyDictionary<DatabaseName, InsideGuards> Insides { get; }

    public Tenancy Tenancy { get; }

    public ClusterState Desired { get; }

    public Loopback Here { get; }

    /// <summary>Memberships alone.</summary>
    public RoleGraph Graph { get; }

    /// <summary>Memberships, and all that is as good: made when first asked for, because bridges look at the view as well.</summary>
    public Lazy<Ways> Ways { get; }

    /// <summary>What a session has from its start or, because its role may hand it out, from the next one's.</summary>
    public Lazy<Ways> Doors { get; }

    /// <summary>True where a way of the tenant goes on over the role: it is the tenant's own, or one that is nobody's and can do nothing by itself.</summary>
    public bool IsOnTheWay(RoleName role, Tenant? tenant) =>
        Tenancy.Of(role) is { } other ? other == tenant : !Tenancy.IsTrusted(role) && !Tenancy.IsBuiltIn(role);

    /// <summary>All that a tenant's roles can act as, each with the shortest way: from its logins; then from those roles that none of them reaches, because a login may come.</summary>
    public IReadOnlyList<Trail> TrailsOf(Tenant tenant)
    {
        if (_trails.TryGetValue(tenant, out var known)) return known;
        bool GoesOn(RoleName role) => IsOnTheWay(role, tenant);
        var trails = Ways.Value.From(LoginsOf(tenant), GoesOn);
        var reached = trails.Select(trail => trail.End).ToHashSet();
        var others = tenant.Roles.Where(role => !reached.Contains(role)).OrderBy(role => role.Value, StringComparer.Ordinal);
        return _trails[tenant] = [.. trails, .. Ways.Value.From(others, GoesOn).Where(trail => reached.Add(trail.End))];
    }

    /// <summary>Who can be inside a database.</summary>
    public Insiders InsidersOf(DatabaseName database) => _insiders.TryGetValue(database, out var known) ? known : _insiders[database] = new Insiders(this, database);

    /// <summary>A tenant's logins.</summary>
    public IEnumerable<RoleName> LoginsOf(Tenant tenant) => Tenancy.Logins.Where(tenant.Roles.Contains);

    /// <summary>The shortest way of each of these tenants to a privilege; one of PUBLIC's is everybody's, and told once.</summary>
    public IEnumerable<Trail> WaysTo(Grantee grantee, IReadOnlyList<Tenant> tenants)
    {
        if (grantee is not Grantee.Role role) return tenants.Count > 0 ? [new Trail(new RoleName("PUBLIC"), [])] : [];
        return tenants.Select(tenant => TrailsOf(tenant).FirstOrDefault(trail => trail.End == role.Name && IsOnTheWay(role.Name, tenant))).OfType<Trail>();
    }

    /// <summary>True where the role's sessions may be opened in the database, by whatever right.</summary>
    public bool MayConnect(RoleName role, DatabaseName database) =>
        Tenancy.AttributesOf(role).HasFlag(RoleAttributes.Superuser) || HoldsConnect(role, database);

    /// <summary>The same but for a superuser, who needs no grant.</summary>
    public bool HoldsConnect(RoleName role, DatabaseName database) =>
        ListingOf(database) is { } listing
        && (Graph.InheritedBy(role).Contains(listing.Owner) || GrantsOn(database).Any(grant => grant.Privilege == Privilege.Connect && Graph.Has(role, grant.Grantee)));

    /// <summary>Null where there is no such database.</summary>
    public DatabaseListing? ListingOf(DatabaseName database) => _listings.GetValueOrDefault(database);

    /// <summary>Privileges on one database.</summary>
    public IEnumerable<DatabaseGrant> GrantsOn(DatabaseName database) => _grants[database];

    /// <summary>Who holds what opens a database, but for PUBLIC.</summary>
    public IReadOnlyList<DoorKey> KeysOf(DatabaseName database)
    {
        if (_keys.TryGetValue(database, out var known)) return known;
        return _keys[database] = ListingOf(database) is { } listing ? DoorKey.Of(listing, GrantsOn(database), Server.Admin.Name) : [];
    }

    /// <summary>Everybody may enter, nobody lives there, and it is not the admin's to close.</summary>
    public bool IsLeftOpen(DatabaseListing listing) => listing is { IsOpen: true, AllowsConnections: true, AdminMayGrant: false } && Tenancy.Of(listing.Name) is null;
}
