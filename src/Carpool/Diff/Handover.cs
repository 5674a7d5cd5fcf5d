using Carpool.State;

namespace Carpool.Diff;

/// <summary>
/// Apps that somebody else made and that no run has brought to the model yet: the database is there, nobody knows a password, and none of
/// the logins is what the model makes of one. Their sessions are in use, so all of it changes at one moment.
/// </summary>
internal sealed class Handover(ClusterState actual, ClusterState desired)
{
    private readonly HashSet<string> _apps =
    [
        .. from known in actual.Apps
           where known is { Standing: AppStanding.Live, DatabaseOid: not null } && known.Logins.All(login => actual.LoginsWithoutPassword.Contains(login.Name))
           from app in desired.Apps
           where app.Name == known.Name && actual.Databases.Any(database => database.Name == app.Database && database.AllowsConnections)
              && IsNew(app, actual)
           select app.Name,
    ];

    /// <summary>True where the app is one of them.</summary>
    public bool Concerns(string? app) => app is not null && _apps.Contains(app);

    /// <summary>True where none of the app's logins is as the model has it.</summary>
    public static bool IsNew(App app, ClusterState actual) => !app.Logins.Any(login => IsPlaced(app, login, actual));

    /// <summary>
    /// Logins that go on inheriting what the owner has, for now: adopted ones (nobody knows their password) with sessions, which may have
    /// begun as the login and would be left with nothing. New sessions start as the owner; once there is none, the next run takes the rest.
    /// </summary>
    public static IReadOnlyList<(App App, Login Login, int Sessions)> Lingering(ClusterState actual, ClusterState desired, Surroundings surroundings) =>
    [
        .. from app in desired.Apps
           from login in app.Logins
           where login.Access.IsOwners && actual.LoginsWithoutPassword.Contains(login.Name) && actual.Roles.Any(role => role.Name == login.Name)
           let memberships = actual.Memberships.Where(membership => membership.Role == app.Owner && membership.Member == login.Name).ToList()
           where memberships.Count == 0 || memberships.Exists(membership => membership.Inherit)
           let sessions = surroundings.Sessions.Where(session => session.Database == app.Database && session.Role == login.Name).Sum(session => session.Count)
           where sessions > 0
           select (app, login, sessions),
    ];

    /// <summary>The desired state with those logins inheriting; up to 15 their own attribute says so.</summary>
    public static ClusterState Bridged(ClusterState desired, IReadOnlyList<(App App, Login Login, int Sessions)> lingering, Server server)
    {
        if (lingering.Count == 0) return desired;
        var pairs = lingering.Select(found => (found.App.Owner, found.Login.Name)).ToHashSet();
        var logins = lingering.Select(found => found.Login.Name).ToHashSet();
        return desired with
        {
            Memberships = [.. desired.Memberships.Select(membership => pairs.Contains((membership.Role, membership.Member)) ? membership with { Inherit = true } : membership)],
            Roles = server.HasMembershipOptions ? desired.Roles : [.. desired.Roles.Select(role => logins.Contains(role.Name) ? role with { Inherits = true } : role)],
        };
    }

    private static bool IsPlaced(App app, Login login, ClusterState actual) => login.Access.IsOwners
        ? actual.Settings.Any(setting => setting.Role == login.Name && setting.Database == app.Database && setting.Parameter == "role")
        : app.Groups.Any(group => (group.Access == login.Access || login.Access is Access.Sync) && actual.Memberships.Any(membership => membership.Role == group.Name && membership.Member == login.Name));
}
