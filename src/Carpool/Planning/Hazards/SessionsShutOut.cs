using Carpool.Diagnostics;
using Carpool.Diff;

namespace Carpool.Planning.Hazards;

/// <summary>A CONNECT on an app's database is revoked, or was, from somebody who is connected: a revoke ends access, so the sessions end too. For shared ones see <see cref="OutsidersInSharedDatabase"/>.</summary>
internal static class SessionsShutOut
{
    public static IEnumerable<Hazard> Find(PlanContext context)
    {
        foreach (var change in context.Changes.OfType<Change.RevokeOnDatabase>().Where(revoke => revoke.App is not null))
        {
            var sessions = context.ShutOut.By(change).ToList();
            if (sessions.Count == 0) continue;
            var who = string.Join(", ", sessions.Select(session => $"{session.Role} ({session.Count})"));
            yield return HazardCodes.RevokeEndsSessions.Found(
                change,
                $"Revoking {change.Name} would end {Counted.Of(sessions.Sum(session => session.Count), "live session")}: {who}.",
                "name the role under cluster.watchers if it must stay");
        }

        foreach (var change in context.Changes.OfType<Change.RevokeMembership>())
        {
            var sessions = context.ShutOut.By(change).ToList();
            if (sessions.Count == 0) continue;
            yield return HazardCodes.RevokeEndsSessions.Found(
                change,
                $"Taking {change.Membership.Member} out of {change.Membership.Role} would end {Counted.Of(sessions.Sum(session => session.Count), "live session")} of it.",
                "disconnect it first");
        }

        foreach (var change in context.Changes.OfType<Change.EndSessions>())
        {
            var count = context.Surroundings.Sessions.Where(session => session.Database == change.From && session.Role == change.Role).Sum(session => session.Count);
            yield return HazardCodes.RevokeEndsSessions.Found(
                change,
                $"{Counted.Of(count, "live session")} of {change.Role} in database {change.From} outlived the right to connect, and would be ended.",
                "name the role under cluster.watchers if it must stay");
        }
    }
}
