using Carpool.State;

namespace Carpool.Diff;

/// <summary>Passwords that somebody changed: known only where logins were tried.</summary>
internal static class CredentialDiff
{
    public static IEnumerable<Change> Between(ClusterState actual, ClusterState desired)
    {
        var wanted = desired.Apps.SelectMany(app => app.Logins).Select(login => login.Name).ToHashSet();
        return
            from app in actual.Apps
            from login in app.CurrentLogins
            where wanted.Contains(login.Name) && actual.RefusedLogins.Contains(login.Name)
            select new Change.RenewCredential(app, login, IsRefused: true);
    }
}
