using Carpool.Diff;
using Carpool.Planning.Hazards;
using Carpool.State;

namespace Carpool.Planning;

/// <summary>Changes into an ordered, rated plan.</summary>
public static class Planner
{
    /// <summary>Decides everything that is to be decided: after this the executor only carries out.</summary>
    public static Plan Plan(ClusterState actual, ClusterState desired, Surroundings surroundings, Server server, IReadOnlyList<Change> changes)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(desired);
        var shutOut = new ShutOut(surroundings, desired, server);
        var context = new PlanContext(actual, desired, surroundings, server, changes, shutOut);
        var blockers = Blockers.Find(context);
        return new Plan(
            changes,
            new StepWriter(actual, desired, server, shutOut, new AdminPower(surroundings, server), CopyStrategy.For(changes, surroundings, server)).Write(changes),
            [.. HazardRules.All.SelectMany(rule => rule(context))],
            CountObjects(desired) - changes.Count(change => change is not (Change.UpdateApp or Change.Restore or Change.Adopt) && change.Action is not ChangeAction.Delete),
            Holdings.Of(changes, surroundings),
            blockers);
    }

    private static int CountObjects(ClusterState state) =>
        state.Roles.Count + state.Apps.Sum(app => app.Logins.Count) + state.Memberships.Count + state.Databases.Count + state.DatabaseGrants.Count
        + state.Settings.Count + state.Schemas.Count + state.SchemaGrants.Count + state.DefaultPrivileges.Count;
}
