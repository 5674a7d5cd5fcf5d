using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.State;

namespace Carpool.Planning.Hazards;

/// <summary>An app or a login leaves while somebody is connected.</summary>
internal static class LiveSessions
{
    public static IEnumerable<Hazard> Find(PlanContext context)
    {
        foreach (var change in context.Changes)
        {
            var sessions = change switch
            {
                Change.Quarantine quarantine => In(quarantine.From.Database),
                Change.Purge { DatabaseExists: true, Gone.Standing: AppStanding.Live or AppStanding.Making } purge => In(purge.Gone.Database),
                Change.DropLogin { Successor: null } drop => In(drop.From).Where(session => session.Role == drop.Login.Name),
                _ => [],
            };
            var by = sessions.ToList();
            if (by.Count == 0) continue;
            var who = string.Join(", ", by.Select(session => $"{session.Role} ({session.Count})"));
            yield return HazardCodes.RemovalEndsSessions.Found(
                change,
                $"Removing {change.Name} would end {Counted.Of(by.Sum(session => session.Count), "live session")}: {who}.",
                "disconnect them first");
        }

        IEnumerable<SessionCount> In(DatabaseName database) => context.Surroundings.Sessions.Where(session => session.Database == database);
    }
}
