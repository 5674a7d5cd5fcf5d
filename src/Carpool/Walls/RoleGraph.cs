using Carpool.State;

namespace Carpool.Walls;

/// <summary>Who is a member of what, over any number of steps.</summary>
internal sealed class RoleGraph(IReadOnlyList<Membership> memberships)
{
    private readonly ILookup<RoleName, Membership> _ofMember = memberships.ToLookup(membership => membership.Member);
    private readonly Dictionary<RoleName, IReadOnlySet<RoleName>> _inherited = [];
    private readonly Dictionary<RoleName, IReadOnlySet<RoleName>> _reached = [];

    /// <summary>The memberships of a role, one for each role it is a member of: several grantors' options add up.</summary>
    public IEnumerable<Membership> Of(RoleName member) => _ofMember[member]
        .GroupBy(membership => membership.Role)
        .Select(rows => rows.First() with { Inherit = rows.Any(row => row.Inherit), Set = rows.Any(row => row.Set), Admin = rows.Any(row => row.Admin) });

    /// <summary>The rows behind <see cref="Of"/>: from 16 one a grantor.</summary>
    public IEnumerable<Membership> Rows(RoleName member, RoleName role) => _ofMember[member].Where(membership => membership.Role == role);

    /// <summary>The role, and all whose privileges each of its sessions has from the start.</summary>
    public IReadOnlySet<RoleName> InheritedBy(RoleName role) => Closure(_inherited, role, membership => membership.Inherit);

    /// <summary>The role, and all that it is a member of in any way: ADMIN alone lets its holder take the rest.</summary>
    public IReadOnlySet<RoleName> ReachedBy(RoleName role) => Closure(_reached, role, _ => true);

    /// <summary>True where the role's sessions have what is granted to the grantee.</summary>
    public bool Has(RoleName role, Grantee grantee) => grantee is not Grantee.Role named || InheritedBy(role).Contains(named.Name);

    private IReadOnlySet<RoleName> Closure(Dictionary<RoleName, IReadOnlySet<RoleName>> known, RoleName role, Func<Membership, bool> leads)
    {
        if (known.TryGetValue(role, out var roles)) return roles;
        var seen = new HashSet<RoleName> { role };
        var open = new Queue<RoleName>([role]);
        while (open.TryDequeue(out var member))
        {
            foreach (var membership in _ofMember[member].Where(leads).Where(membership => seen.Add(membership.Role))) open.Enqueue(membership.Role);
        }

        return known[role] = seen;
    }
}
