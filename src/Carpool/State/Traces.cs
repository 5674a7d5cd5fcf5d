namespace Carpool.State;

/// <summary>What roles have to do with one database, by themselves or through what they are members of, whatever the membership's options. Shared facts alone.</summary>
internal sealed class Traces
{
    private readonly DatabaseName _database;
    private readonly Surroundings _surroundings;
    private readonly ILookup<RoleName, RoleName> _memberships;
    private readonly ILookup<RoleName, string> _held;
    private readonly HashSet<RoleName> _connect;

    public Traces(DatabaseName database, Surroundings surroundings)
    {
        (_database, _surroundings) = (database, surroundings);
        _memberships = surroundings.Memberships.ToLookup(membership => membership.Member, membership => membership.Role);
        _held = surroundings.Dependencies
            .Where(dependency => dependency.Database == database || dependency.SharedDatabase == database)
            .ToLookup(dependency => dependency.Role, Told);
        _connect =
        [
            .. surroundings.DatabaseGrants.Where(grant => grant.Database == database && grant.Privilege == Privilege.Connect).Select(grant => grant.Grantee).OfType<Grantee.Role>().Select(role => role.Name),
            surroundings.Databases.First(listing => listing.Name == database).Owner,
        ];
    }

    /// <summary>True where a session of the role may begin.</summary>
    public bool MayConnect(RoleName role) =>
        _surroundings.DatabaseGrants.Any(grant => grant.Database == _database && grant.Privilege == Privilege.Connect && grant.Grantee is Grantee.Public)
        || Reach(role).Any(_connect.Contains);

    /// <summary>In words; empty for a role that the database has never heard of.</summary>
    public IReadOnlyList<string> Of(RoleName role) => [.. Reach(role).SelectMany(held => _held[held].Select(what => held == role ? what : $"{what} as member of {held}")).Distinct(StringComparer.Ordinal)];

    /// <summary>The role, and all that it is a member of.</summary>
    public IReadOnlyList<RoleName> Reach(RoleName role)
    {
        var reach = new List<RoleName> { role };
        for (var at = 0; at < reach.Count; at++) reach.AddRange(_memberships[reach[at]].Where(next => !reach.Contains(next)).Distinct());
        return reach;
    }

    private static string Told(RoleDependency dependency) => (dependency.Kind, dependency.Database) switch
    {
        (DependencyKind.Owns, null) => "owns it",
        (DependencyKind.Owns, _) => dependency.Count == 1 ? "owns 1 object" : $"owns {dependency.Count} objects",
        (DependencyKind.InAcl, null) => "granted privileges on it",
        (DependencyKind.InAcl, _) => "granted privileges inside",
        (DependencyKind.InPolicy, _) => "named in a policy",
        _ => "named inside",
    };
}
