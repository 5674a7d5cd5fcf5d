using Carpool.Diff;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Planning;

/// <summary>Who may connect, and as whom. What is granted comes before what is revoked, so that nobody who should be in is out in between.</summary>
internal static class OpeningSteps
{
    public static IEnumerable<Step> Of(IReadOnlyList<Change> changes, IReadOnlyDictionary<string, App> apps, ClusterState actual, ShutOut shutOut) => changes
        .GroupBy(change => change.App, StringComparer.Ordinal)
        .Where(group => group.Key is null || apps.ContainsKey(group.Key))
        .SelectMany(group => OfOne(group.Key is null ? null : apps[group.Key], [.. group], actual, shutOut));

    /// <summary>What an app is opened with, but for the CONNECT of its logins.</summary>
    public static List<Statement> Statements(App app, IReadOnlyList<Change> changes) => Of(app, [.. changes.Where(change => change is not Change.GrantOnDatabase)]);

    private static List<Statement> Of(App? app, IReadOnlyList<Change> changes)
    {
        var statements = new List<Statement>();

        // First what goes: of a custom parameter that goes and comes in two spellings, RESET could hit the one just set
        foreach (var reset in changes.OfType<Change.ResetSetting>().Where(reset => !IsOwn(reset.Setting))) statements.Add(new(SettingSql.Reset(reset.Setting), reset));
        foreach (var set in changes.OfType<Change.ChangeSetting>().Where(set => !IsOwn(set.To))) statements.Add(new(SettingSql.Set(set.To), set));
        foreach (var grant in changes.OfType<Change.GrantOnDatabase>().Where(grant => app is null || grant.Grant.Privilege == Privilege.Connect))
        {
            statements.Add(new(DatabaseSql.Grant(grant.Grant), grant));
        }

        var revokes = changes.OfType<Change.RevokeOnDatabase>().Where(revoke => app is null || revoke.Grant.Grantee is not Grantee.Public).ToList();
        foreach (var revoke in revokes)
        {
            statements.Add(new(revoke.OnlyGrantOption ? DatabaseSql.RevokeGrantOption(revoke.Grant) : DatabaseSql.Revoke(revoke.Grant), revoke));
        }

        return statements;
    }

    private static IEnumerable<Step> OfOne(App? app, IReadOnlyList<Change> changes, ClusterState actual, ShutOut shutOut)
    {
        var statements = Of(app, changes);
        List<RegistryEntry> entries = Entries(app, changes, actual);
        var own = app is null ? [] : OwnSettings(app, changes).ToList();

        // What a login has to say of itself it can say once it gets in, and before the app is on record as open
        if (statements.Count > 0 || (entries.Count > 0 && own.Count == 0)) yield return new Step.Run(Stage.Openings, app?.Name, null, statements, [], own.Count == 0 ? entries : []);
        foreach (var step in own) yield return step;
        if (own.Count > 0 && entries.Count > 0) yield return new Step.Run(Stage.Openings, app?.Name, null, [], [], entries);
        foreach (var end in Endings(app, changes, shutOut)) yield return end;
    }

    /// <summary>True of the setting of a login that a platform's API made: nobody else may plant it.</summary>
    private static bool IsOwn(Setting setting) => setting.Role is { } role && PlatformNames.IsMadeByApi(role);

    private static IEnumerable<Step> OwnSettings(App app, IReadOnlyList<Change> changes) =>
        from login in app.Logins
        where PlatformNames.IsMadeByApi(login.Name)
        let statements = new List<Statement>(
        [
            .. changes.OfType<Change.ResetSetting>().Where(reset => reset.Setting.Role == login.Name).Select(reset => new Statement(SettingSql.Reset(reset.Setting), reset)),
            .. changes.OfType<Change.ChangeSetting>().Where(set => set.To.Role == login.Name).Select(set => new Statement(SettingSql.Set(set.To), set)),
        ])
        where statements.Count > 0
        select new Step.RunAs(Stage.Openings, app.Name, login, app.Database, statements);

    /// <summary>What comes once the app is open: what the registry learns, and the end of the sessions that were shut out.</summary>
    public static IEnumerable<Step> After(App app, IReadOnlyList<Change> changes, ClusterState actual, ShutOut shutOut)
    {
        var entries = Entries(app, changes, actual);
        if (entries.Count > 0) yield return new Step.Run(Stage.Openings, app.Name, null, [], [], entries);
        foreach (var end in Endings(app, changes, shutOut)) yield return end;
    }

    private static List<RegistryEntry> Entries(App? app, IReadOnlyList<Change> changes, ClusterState actual) =>
        app is not null && IsRecordStale(app, changes, actual) ? [new RegistryEntry.RecordApp(app, null)] : [];

    private static IEnumerable<Step> Endings(App? app, IReadOnlyList<Change> changes, ShutOut shutOut)
    {
        // Those of PUBLIC too, whose CONNECT on an app's database went before the database was opened
        foreach (var closed in changes.OfType<Change.RevokeOnDatabase>().GroupBy(revoke => revoke.Grant.Database))
        {
            var roles = closed.SelectMany(shutOut.By).Select(session => session.Role).Distinct().ToList();
            if (roles.Count > 0) yield return new Step.EndSessions(Stage.Openings, app?.Name, closed.Key, roles);
        }

        foreach (var demoted in changes.OfType<Change.RevokeMembership>().Where(revoke => app is not null && shutOut.By(revoke).Any()).Select(revoke => revoke.Membership.Member).Distinct())
        {
            yield return new Step.EndSessions(Stage.Openings, app!.Name, app.Database, [demoted]);
        }

        foreach (var end in changes.OfType<Change.EndSessions>()) yield return new Step.EndSessions(Stage.Openings, app?.Name, end.From, [end.Role]);
    }

    /// <summary>A rotation says itself when what is on record.</summary>
    private static bool IsRecordStale(App app, IReadOnlyList<Change> changes, ClusterState actual) =>
        changes.Any(change => change is Change.CreateDatabase or Change.CreateRole or Change.IssueCredential or Change.UpdateApp or Change.DropLogin { Successor: null } or Change.DropGroup)
        || actual.Apps.Any(known => known.Name == app.Name && known.Standing is AppStanding.Making);
}
