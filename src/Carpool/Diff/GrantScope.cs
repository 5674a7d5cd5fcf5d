using Carpool.State;

namespace Carpool.Diff;

/// <summary>
/// Whose privileges inside the apps' databases are ours to take away. Not the owner's, nor those of the logins that may become it: they have
/// all of it anyway. Not a watcher's, whom somebody let in to watch. PUBLIC's only where an app has logins that are not to have everything: else nobody is
/// there who could use them, and they are the app's own affair.
/// </summary>
internal sealed class GrantScope(ClusterState desired)
{
    private readonly Dictionary<DatabaseName, App> _apps = desired.Apps.ToDictionary(app => app.Database);
    private readonly HashSet<RoleName> _watchers = [.. desired.Watchers];

    /// <summary>True where a privilege that nobody asked for goes.</summary>
    public bool Covers(DatabaseName database, Grantee grantee) => _apps.TryGetValue(database, out var app) && grantee switch
    {
        Grantee.Public => app.Groups.Count > 0,
        Grantee.Role role => !app.IsOwners(role.Name) && !_watchers.Contains(role.Name),
    };
}
