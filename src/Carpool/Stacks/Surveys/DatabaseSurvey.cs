using Carpool.Catalog;
using Carpool.State;

namespace Carpool.Stacks;

/// <summary>Who has to do with one database, and as what.</summary>
internal sealed class DatabaseSurvey(DatabaseListing listing, InsideCatalog inside, Surroundings surroundings, Server server)
{
    private static readonly Privilege[] Writing = [Privilege.Insert, Privilege.Update, Privilege.Delete];

    private readonly Traces _traces = new(listing.Name, surroundings);
    private readonly Lazy<Dictionary<RoleName, int>> _owned = new(() => Owners(inside).GroupBy(owner => owner).ToDictionary(group => group.Key, group => group.Count()));

    public DatabaseListing Listing => listing;

    public InsideCatalog Inside => inside;

    /// <summary>How many objects of the database belong to the role itself.</summary>
    public int OwnedBy(RoleName role) => _owned.Value.GetValueOrDefault(role) + (listing.Owner == role ? 1 : 0);

    /// <summary>Logins that may connect and have something here, by themselves or as members; strongest first.</summary>
    public IReadOnlyList<LoginGuess> Logins() =>
    [
        .. surroundings.Roles.Where(role => IsCandidate(role.Role) && _traces.MayConnect(role.Role.Name) && _traces.Of(role.Role.Name).Count > 0)
            .Select(Guess)
            .OrderBy(guess => guess.Access).ThenByDescending(guess => guess.OwnsDatabase).ThenByDescending(guess => guess.Owned).ThenBy(guess => guess.Name.Value, StringComparer.Ordinal),
    ];

    private bool IsCandidate(Role role) =>
        role.CanLogin && role.Name != server.Admin.Name && !role.Attributes.HasFlag(RoleAttributes.Superuser) && !role.Name.Value.StartsWith("pscale_", StringComparison.Ordinal);

    private LoginGuess Guess(RoleListing login)
    {
        var reach = _traces.Reach(login.Role.Name).ToHashSet();
        var owned = reach.Sum(OwnedBy);
        bool IsTheirs(Grantee grantee) => grantee is Grantee.Public || (grantee is Grantee.Role role && reach.Contains(role.Name));
        bool Holds(Grantee grantee) => grantee is Grantee.Role role && reach.Contains(role.Name);
        var creates = surroundings.DatabaseGrants.Any(grant => grant.Database == listing.Name && grant.Privilege == Privilege.Create && Holds(grant.Grantee))
            || inside.SchemaGrants.Any(grant => grant.Privilege == Privilege.Create && Holds(grant.Grantee));
        if (owned > 0 || creates) return new(login, Access.App, reach.Contains(listing.Owner), owned, Difference: null);

        var tables = inside.Objects.Where(set => set.Kind is ObjectKind.Tables).Select(set => (Set: set, Held: Held(set, IsTheirs))).ToList();
        var writesAll = reach.Any(role => role.Value == "pg_write_all_data");
        var readsAll = reach.Any(role => role.Value == "pg_read_all_data");
        var access = writesAll || tables.Exists(table => table.Held.Overlaps(Writing)) ? Access.Write : Access.Read;
        Privilege[] wanted = access is Access.Write ? [Privilege.Select, .. Writing] : [Privilege.Select];
        int Count(Func<HashSet<Privilege>, bool> isMeant) => tables.Where(table => isMeant(table.Held)).Sum(table => table.Set.Names.Count);
        var gained = (access is Access.Write ? writesAll && readsAll : readsAll) ? 0 : Count(held => !wanted.All(held.Contains));
        var lost = Count(held => held.Except(wanted).Any());
        var columns = inside.ColumnGrants.Count(grant => Holds(grant.Grantee));
        string?[] differences =
        [
            gained > 0 ? $"will hold {string.Join(", ", wanted.Select(privilege => privilege.Keyword))} on {gained} more of {tables.Sum(table => table.Set.Names.Count)} tables" : null,
            lost > 0 ? $"will lose other privileges on {lost}" : null,
            columns > 0 ? $"holds privileges on {columns} single columns" : null,
        ];
        return new(login, access, OwnsDatabase: false, owned, differences.Any(part => part is not null) ? string.Join(", ", differences.Where(part => part is not null)) : null);
    }

    private static HashSet<Privilege> Held(ObjectSet set, Func<Grantee, bool> isTheirs) => [.. set.Grants.Where(grant => isTheirs(grant.Grantee)).Select(grant => grant.Privilege)];

    private static IEnumerable<RoleName> Owners(InsideCatalog inside) =>
    [
        .. inside.Schemas.Select(schema => schema.Owner),
        .. inside.Objects.SelectMany(set => set.Names.Select(_ => set.Owner)),
        .. inside.OwnedObjects.SelectMany(set => set.Names.Select(_ => set.Owner)),
    ];
}
