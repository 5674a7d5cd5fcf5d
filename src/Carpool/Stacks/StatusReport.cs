using Carpool.Manifest;
using Carpool.State;

namespace Carpool.Stacks;

/// <summary>What `status` shows, from a reading.</summary>
internal static class StatusReport
{
    public static StackStatus Of(StackManifest manifest, Reading reading, IReadOnlyDictionary<DatabaseName, long> sizes)
    {
        var sessions = reading.Surroundings.Sessions.ToLookup(session => session.Database, session => session.Count);
        var names = manifest.Apps.Select(app => app.Name).ToHashSet(StringComparer.Ordinal);
        return new StackStatus(
            manifest.Stack,
            reading.Server.Version,
            [
                .. reading.Registry.Apps.OrderBy(app => app.Standing is AppStanding.Quarantined).ThenBy(app => app.Name, StringComparer.Ordinal).Select(app => new AppStatus(
                    app.Name,
                    app.Standing,
                    app.Database,
                    app.Logins,
                    sizes.TryGetValue(app.Database, out var size) ? size : null,
                    sessions[app.Database].Sum(),
                    reading.Registry.CreatedAt.TryGetValue(app.Database, out var createdAt) ? createdAt : null,
                    app.RemovedAt,
                    names.Contains(app.Name) && app.Standing is AppStanding.Live or AppStanding.Making)),
            ]);
    }
}
