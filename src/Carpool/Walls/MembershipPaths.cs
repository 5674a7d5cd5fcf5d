using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Walls;

/// <summary>
/// What no login can show by being refused: a role of one app that is, or can make itself, a role of another; power over the whole
/// cluster. A path counts whatever its options are: ADMIN alone lets its holder take the rest.
/// </summary>
internal static class MembershipPaths
{
    private const RoleAttributes Power =
        RoleAttributes.Superuser | RoleAttributes.CreateDatabase | RoleAttributes.CreateRole | RoleAttributes.Replication | RoleAttributes.BypassRowSecurity;

    /// <summary>One finding a path that leads out of its app.</summary>
    public static IEnumerable<Diagnostic> Find(IReadOnlyList<App> live, Surroundings surroundings)
    {
        var memberships = surroundings.Memberships.ToLookup(membership => membership.Member);
        var listings = surroundings.Roles.ToDictionary(listing => listing.Role.Name, listing => listing.Role);
        foreach (var app in live)
        {
            foreach (var start in app.RoleNames)
            {
                foreach (var path in Paths(start, memberships))
                {
                    var end = path[^1];
                    var isPowerful = listings.TryGetValue(end, out var role) && (role.Attributes & Power) != RoleAttributes.None;
                    var isAppsOwn = app.RoleNames.Contains(end);
                    if (isPowerful) yield return Open(app, path, $"which may {role!.Attributes} all over the cluster", "Take the attribute away with ALTER ROLE, or revoke the membership.");
                    else if (!isAppsOwn) yield return Open(app, path, "which is no role of its app", "Revoke the membership, or run `carpool up` where it is in an app's role.");
                }
            }
        }
    }

    private static Diagnostic Open(App app, IReadOnlyList<RoleName> path, string what, string fix) => WallCodes.OpenPath.With(
        $"{path[0]} of app {app.Name}{string.Concat(path.Skip(1).Select(role => $" → member of {role}"))}, {what}.", fix, path[0].Value);

    /// <summary>The role itself, and every chain of memberships that begins with it; each role is met once.</summary>
    private static IEnumerable<IReadOnlyList<RoleName>> Paths(RoleName start, ILookup<RoleName, Membership> memberships)
    {
        var seen = new HashSet<RoleName> { start };
        var open = new Queue<IReadOnlyList<RoleName>>([[start]]);
        while (open.TryDequeue(out var path))
        {
            yield return path;
            foreach (var membership in memberships[path[^1]].Where(membership => seen.Add(membership.Role))) open.Enqueue([.. path, membership.Role]);
        }
    }
}
