using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.State;

namespace Carpool.Planning.Hazards;

/// <summary>
/// A shared database loses PUBLIC's CONNECT while a role that no stack manages has a session, an object or an explicit grant there:
/// somebody else's tool may stop working. Who holds CONNECT by a grant of his own loses nothing.
/// </summary>
internal static class OutsidersInSharedDatabase
{
    public static IEnumerable<Hazard> Find(PlanContext context)
    {
        foreach (var change in context.Changes.OfType<Change.RevokeOnDatabase>()
            .Where(change => change is { App: null, Grant: { Grantee: Grantee.Public, Privilege.Keyword: "CONNECT" } }))
        {
            var keepers = context.ShutOut.Keepers(change);
            var outsiders = Traces(change.Grant.Database, context)
                .Where(trace => IsOutsider(trace.Role, context) && !keepers(trace.Role))
                .GroupBy(trace => trace.Role, trace => trace.What)
                .OrderBy(group => group.Key.Value, StringComparer.Ordinal)
                .Select(group => $"{group.Key} ({string.Join(", ", group.Distinct(StringComparer.Ordinal))})")
                .ToList();
            if (outsiders.Count == 0) continue;
            yield return HazardCodes.SharedDatabaseInUse.Found(
                change,
                $"Closing database {change.Grant.Database} to PUBLIC concerns roles that no stack manages: {string.Join("; ", outsiders)}. Their sessions would end.",
                "name those that must keep CONNECT under cluster.watchers");
        }
    }

    private static IEnumerable<(RoleName Role, string What)> Traces(DatabaseName database, PlanContext context) =>
    [
        .. context.Surroundings.Sessions.Where(session => session.Database == database).Select(session => (session.Role, Counted.Of(session.Count, "session"))),
        .. context.Surroundings.Dependencies
            .Where(dependency => dependency.Database == database && dependency.Kind is DependencyKind.Owns)
            .Select(dependency => (dependency.Role, $"owns {Counted.Of(dependency.Count, "object")}")),
        .. context.Surroundings.Dependencies
            .Where(dependency => dependency.Kind is DependencyKind.InAcl && (dependency.Database == database || dependency.SharedDatabase == database))
            .Select(dependency => (dependency.Role, "granted privileges")),
    ];

    private static bool IsOutsider(RoleName role, PlanContext context) =>
        role != context.Server.Admin.Name
        && !PlatformNames.AreIn(role)
        && !context.Surroundings.Memberships.Any(membership => membership.Member == role && membership.Role == context.Server.Admin.Name && membership.Inherit)
        && !context.Surroundings.IsSuperuser(role)
        && !context.Desired.Roles.Concat(context.Actual.Roles).Any(known => known.Name == role)
        && !context.Surroundings.ManagedRoles.Contains(role)
        && !context.Desired.Watchers.Contains(role);
}
