using Carpool.Diff;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Planning;

/// <summary>How an app goes for good. The registry's mark comes first, so that an interrupted purge is finished and never taken for a live app.</summary>
internal static class PurgeSteps
{
    public static IEnumerable<Step> Of(Change.Purge change, AdminPower power)
    {
        var app = change.Gone;
        var given = app.Logins.Select(login => login.Name).Where(name => change.Roles.Contains(name) && PlatformNames.IsMadeByApi(name)).ToList();
        var logins = app.Logins.Select(login => login.Name).Where(change.Roles.Contains).Except(given).ToList();
        var ours = change.Roles.Except(given).ToList();
        yield return new Step.Run(
            Stage.Purges,
            app.Name,
            null,
            [
                .. change.Grants.Select(grant => new Statement(DatabaseSql.Revoke(grant), change)),
                .. logins.Select(login => new Statement(RoleSql.SetLogin(login, canLogin: false), change)),
            ],
            [],
            [new RegistryEntry.RecordApp(app with { Standing = AppStanding.Purging }, null)]);
        if (change.DatabaseExists)
        {
            yield return new Step.EndSessions(Stage.Purges, app.Name, app.Database, null);
            yield return new Step.RunAlone(Stage.Purges, app.Name, new(DatabaseSql.Drop(app.Database), change), app.DatabaseOid);
        }

        foreach (var database in ours.Count > 0 ? change.Elsewhere : [])
        {
            yield return new Step.Run(
                Stage.Purges,
                app.Name,
                database,
                [new(OwnedSql.Drop(ours), change)],
                power.Borrowed(ours.Concat(power.OwnersIn(database))),
                []);
        }

        foreach (var login in given) yield return new Step.DeleteLogin(Stage.Purges, app.Name, login, ours.Contains(app.Owner) ? app.Owner : null);
        yield return new Step.Run(
            Stage.Purges,
            app.Name,
            null,
            [.. logins.Concat(ours.Except(logins)).Select(role => new Statement(RoleSql.Drop(role), change))],
            [],
            [new RegistryEntry.ForgetApp(app)]);
    }
}
