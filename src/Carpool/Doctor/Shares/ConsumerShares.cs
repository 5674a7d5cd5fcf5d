using Carpool.Manifest;

namespace Carpool.Doctor.Shares;

/// <summary>The sync engines of each app: their pools, and what a new instance opens beside the one that it takes over from. What replicates is a walsender's, and no connection of these.</summary>
internal static class ConsumerShares
{
    public static IEnumerable<BudgetShare> Find(DoctorView view) =>
        view.Engines.Select(engine => new BudgetShare(ShareKind.Consumer, $"{engine.App.Name}/{engine.Role.Name}", engine.Role.Sync!.Connections, SessionsOf(view, engine.App, engine.Role))
        {
            Passing = engine.Role.Sync.Preset.SpareConnections,
        });

    /// <summary>The sessions of the app's database that are its engines'.</summary>
    public static int SessionsOf(DoctorView view, AppManifest app) => app.Roles.Where(role => role.Sync is not null).Sum(role => SessionsOf(view, app, role));

    private static int SessionsOf(DoctorView view, AppManifest app, RoleManifest role) =>
        view.Surroundings.Sessions.Where(session => session.Database == app.Database && session.Role == role.Login).Sum(session => session.Count);
}
