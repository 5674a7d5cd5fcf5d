using Carpool.State;

namespace Carpool.Diff;

/// <summary>Owners and logins. A login that is made gets its first password.</summary>
internal static class RoleDiff
{
    public static IEnumerable<Change> Between(ClusterState actual, ClusterState desired)
    {
        var apps = new Ownership(desired);
        var logins = desired.Apps.SelectMany(app => app.Logins.Select(login => (login.Name, Login: login, app.Database))).ToDictionary(login => login.Name);
        var wanted = desired.Roles.Select(role => role.Name).ToHashSet();
        var diff = KeyedDiff.Between(actual.Roles.Where(role => wanted.Contains(role.Name)), desired.Roles, role => role.Name.Value);
        foreach (var role in diff.Missing)
        {
            yield return new Change.CreateRole(apps.Of(role.Name), role);
            if (logins.TryGetValue(role.Name, out var login)) yield return new Change.IssueCredential(apps.Of(role.Name), login.Login, login.Database);
        }

        // What a platform's API made is there before it is anybody's on record, and only the API alters it
        var recorded = actual.Apps.SelectMany(app => app.Logins).Select(login => login.Name).ToHashSet();
        foreach (var (_, role) in diff.Common.Where(pair => PlatformNames.IsMadeByApi(pair.Desired.Name) && !recorded.Contains(pair.Desired.Name)))
        {
            if (logins.TryGetValue(role.Name, out var login)) yield return new Change.IssueCredential(apps.Of(role.Name), login.Login, login.Database);
        }

        foreach (var (from, to) in diff.Common.Where(pair => pair.Actual != pair.Desired && !PlatformNames.IsMadeByApi(pair.Desired.Name)))
        {
            yield return new Change.AlterRole(apps.Of(to.Name), from, to);
        }
    }
}
