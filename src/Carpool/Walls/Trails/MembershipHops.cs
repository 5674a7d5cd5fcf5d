using Carpool.Sql;
using Carpool.State;

namespace Carpool.Walls.Trails;

/// <summary>Memberships as ways from role to role, whatever their options are: INHERIT has, SET becomes, ADMIN takes the rest.</summary>
internal static class MembershipHops
{
    /// <summary>One hop a pair of roles.</summary>
    public static IEnumerable<Hop> Of(RoleGraph graph, Surroundings surroundings, Server server) =>
        surroundings.Memberships.Select(membership => membership.Member).Distinct().SelectMany(graph.Of).Select(membership => new Hop(
            membership.Member, membership.Role, $"member of {membership.Role} ({Options(membership)})", Fix(graph.Rows(membership.Member, membership.Role), server)));

    /// <summary>`INHERIT, SET`; from 16 a membership may have none of them.</summary>
    private static string Options(Membership membership)
    {
        var options = new[] { (membership.Inherit, "INHERIT"), (membership.Set, "SET"), (membership.Admin, "ADMIN") }.Where(option => option.Item1).Select(option => option.Item2).ToList();
        return options.Count > 0 ? string.Join(", ", options) : "without options";
    }

    /// <summary>From 16 each grantor's row is revoked for itself.</summary>
    private static string Fix(IEnumerable<Membership> rows, Server server) => Closing.BySuperuser(rows.Select(row => MembershipSql.Revoke(row, server)).DistinctBy(statement => statement.ToString(), StringComparer.Ordinal));
}
