using Carpool.Manifest;

namespace Carpool.Doctor.Shares;

/// <summary>What the manifest lets the logins of each app have together.</summary>
internal static class AppShares
{
    public static IEnumerable<BudgetShare> Find(DoctorView view) =>
        view.Manifest.Apps.Select(app => new BudgetShare(ShareKind.App, app.Name, LimitOf(app), view.SessionsIn(app.Database) - ConsumerShares.SessionsOf(view, app)));

    /// <summary>The app's own limit or the sum of its logins', whichever is less; null where neither bounds it.</summary>
    public static int? LimitOf(AppManifest app)
    {
        var logins = app.Roles.Where(role => role.Sync is null).Select(role => role.Connections ?? app.Connections).ToList();
        int? together = logins.Any(limit => limit is null) ? null : logins.Sum();
        return (app.Connections, together) switch
        {
            ({ } own, { } sum) => Math.Min(own, sum),
            (var own, var sum) => own ?? sum,
        };
    }
}
