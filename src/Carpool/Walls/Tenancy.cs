using Carpool.State;

namespace Carpool.Walls;

/// <summary>
/// Which role belongs where. The registry says it of the stack's apps; of every other database it is told by what ties a role to it: it owns
/// the database or something in it, or holds CONNECT by name. A role with ties to several belongs to none of them.
/// </summary>
internal sealed class Tenancy
{
    private readonly Dictionary<RoleName, Tenant> _ofRole = [];
    private readonly Dictionary<DatabaseName, Tenant> _ofDatabase = [];
    private readonly Dictionary<RoleName, RoleAttributes> _attributes;
    private readonly HashSet<RoleName> _trusted;

    private Tenancy(IReadOnlyList<Tenant> tenants, Surroundings surroundings, HashSet<RoleName> trusted)
    {
        Tenants = tenants;
        _trusted = trusted;
        _attributes = surroundings.Roles.ToDictionary(listing => listing.Role.Name, listing => listing.Role.Attributes);
        foreach (var tenant in tenants)
        {
            _ofDatabase[tenant.Database] = tenant;
            foreach (var role in tenant.Roles) _ofRole[role] = tenant;
        }

        Logins = [.. surroundings.Roles.Where(listing => listing.Role.CanLogin).Select(listing => listing.Role.Name)];
    }

    /// <summary>Apps first, then other databases, each by name.</summary>
    public IReadOnlyList<Tenant> Tenants { get; }

    /// <summary>Every role of the cluster that can log in.</summary>
    public IReadOnlyList<RoleName> Logins { get; }

    /// <summary>What is known of a role's attributes; built-in roles have none.</summary>
    public RoleAttributes AttributesOf(RoleName role) => _attributes.GetValueOrDefault(role);

    /// <summary>The tenant that a role is of.</summary>
    public Tenant? Of(RoleName role) => _ofRole.GetValueOrDefault(role);

    /// <summary>The tenant that lives in a database; null for a shared one.</summary>
    public Tenant? Of(DatabaseName database) => _ofDatabase.GetValueOrDefault(database);

    /// <summary>A superuser, the admin, a watcher, or a role with an attribute of the cluster that is no tenant's: who runs the cluster is no suspect.</summary>
    public bool IsTrusted(RoleName role) => _trusted.Contains(role);

    /// <summary>One of Postgres' own roles.</summary>
    public static bool IsBuiltIn(RoleName role) => role.Value.StartsWith("pg_", StringComparison.Ordinal);

    /// <param name="apps">Of the stack, in whatever standing.</param>
    /// <param name="shared">The databases that nobody lives in.</param>
    /// <param name="trusted">The admin and the watchers.</param>
    public static Tenancy Of(IReadOnlyList<App> apps, Surroundings surroundings, IReadOnlySet<DatabaseName> shared, IEnumerable<RoleName> trusted)
    {
        var managed = apps.OrderBy(app => app.Name, StringComparer.Ordinal).Select(app => new Tenant(app.Name, app.Database, app.RoleNames.ToHashSet(), IsManaged: true)).ToList();
        var apart = managed.SelectMany(tenant => tenant.Roles).ToHashSet();
        var powers = surroundings.Roles
            .Where(listing => !apart.Contains(listing.Role.Name) && listing.Role.Attributes is var has && has.HasFlag(RoleAttributes.Superuser))
            .Select(listing => listing.Role.Name)
            .Concat(trusted)
            .ToHashSet();
        var homes = managed.Select(tenant => tenant.Database).Concat(shared).ToHashSet();
        var others = surroundings.Databases.Where(listing => !homes.Contains(listing.Name) && listing is { IsTemplate: false, IsInvalid: false }).ToList();
        var ties = Ties(others, surroundings, role => apart.Contains(role) || powers.Contains(role) || IsBuiltIn(role));
        var residents = ties.Where(tie => tie.Value.Count == 1).ToLookup(tie => tie.Value.Single(), tie => tie.Key);
        var tenants = managed.Concat(others.Select(listing => new Tenant(listing.Name.Value, listing.Name, residents[listing.Name].ToHashSet(), IsManaged: false))).ToList();
        var housed = tenants.SelectMany(tenant => tenant.Roles).ToHashSet();
        powers.UnionWith(surroundings.Roles.Where(listing => listing.Role.Attributes != RoleAttributes.None && !housed.Contains(listing.Role.Name)).Select(listing => listing.Role.Name));
        return new Tenancy(tenants, surroundings, powers);
    }

    /// <summary>A role's own ties; one that has none has those of the roles that it is a member of.</summary>
    private static Dictionary<RoleName, HashSet<DatabaseName>> Ties(IReadOnlyList<DatabaseListing> databases, Surroundings surroundings, Func<RoleName, bool> isNoOnes)
    {
        var names = databases.Select(listing => listing.Name).ToHashSet();
        var own = databases.Select(listing => (Role: listing.Owner, Database: listing.Name))
            .Concat(surroundings.DatabaseGrants.Where(grant => grant.Privilege == Privilege.Connect && names.Contains(grant.Database) && grant.Grantee is Grantee.Role)
                .Select(grant => (Role: ((Grantee.Role)grant.Grantee).Name, Database: grant.Database)))
            .Concat(surroundings.Dependencies.Where(dependency => dependency is { Kind: DependencyKind.Owns, Database: { } database } && names.Contains(database))
                .Select(dependency => (Role: dependency.Role, Database: dependency.Database!)))
            .Where(tie => !isNoOnes(tie.Role))
            .GroupBy(tie => tie.Role)
            .ToDictionary(ties => ties.Key, ties => ties.Select(tie => tie.Database).ToHashSet());
        var graph = new RoleGraph(surroundings.Memberships);
        var ties = new Dictionary<RoleName, HashSet<DatabaseName>>(own);
        foreach (var role in surroundings.Roles.Select(listing => listing.Role.Name).Where(role => !own.ContainsKey(role) && !isNoOnes(role)))
        {
            var lent = graph.ReachedBy(role).Where(own.ContainsKey).SelectMany(reached => own[reached]).ToHashSet();
            if (lent.Count > 0) ties[role] = lent;
        }

        return ties;
    }
}
