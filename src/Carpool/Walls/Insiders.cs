using Carpool.State;
using Carpool.Walls.Trails;

namespace Carpool.Walls;

/// <summary>Who can be inside one database: a privilege there is worth something to nobody else.</summary>
internal sealed class Insiders(WallView view, DatabaseName database)
{
    private readonly DatabaseListing? _listing = view.ListingOf(database);
    private IReadOnlyList<RoleName>? _logins;
    private IReadOnlyList<Tenant>? _tenants;

    /// <summary>The tenant that lives there.</summary>
    public Tenant? Home { get; } = view.Tenancy.Of(database);

    /// <summary>Ordinary logins that may connect, whoever's they are.</summary>
    public IReadOnlyList<RoleName> Logins => _logins ??= [.. view.Tenancy.Logins.Where(login => !view.Tenancy.IsTrusted(login) && view.HoldsConnect(login, database))];

    /// <summary>The one that lives there, and those that have a login that may connect. What is in a template will be in every new database.</summary>
    public IReadOnlyList<Tenant> Tenants => _tenants ??=
        [.. view.Tenancy.Tenants.Where(tenant => tenant == Home || _listing is { IsTemplate: true } || tenant.Roles.Overlaps(Logins))];

    /// <summary>True where the role has the privileges of the other; pg_database_owner is whoever owns the database.</summary>
    public bool Has(RoleName role, RoleName other) =>
        view.Graph.InheritedBy(role).Contains(other.Value == "pg_database_owner" && _listing is not null ? _listing.Owner : other);

    /// <summary>True where what is granted to the grantee is the role's.</summary>
    public bool Has(RoleName role, Grantee grantee) => grantee is not Grantee.Role named || Has(role, named.Name);

    /// <summary>True where the role may be somebody's in there: one that is at home, or that a login inside is, or can become.</summary>
    public bool MayAct(RoleName role) => Home?.Roles.Contains(role) == true || Logins.Any(login => login == role || view.Graph.ReachedBy(login).Contains(role));

    /// <summary>The shortest way of each tenant inside to a privilege.</summary>
    public IEnumerable<Trail> Ways(Grantee grantee) => view.WaysTo(grantee, Tenants);
}
