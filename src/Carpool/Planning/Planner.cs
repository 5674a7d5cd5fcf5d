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
            new StepWriter(actual, desired, server, shutOut, new AdminPower(surroundings, server), new ExtensionPlaces(actual, desired, surroundings), CopyStrategy.For(changes, surroundings, server)).Write(changes),
            [.. HazardRules.All.SelectMany(rule => rule(context))],
            CountObjects(desired) - changes.Count(change => change.Action is not ChangeAction.Delete && IsCounted(change, desired)),
            Holdings.Of(changes, surroundings),
            blockers);
    }

    /// <summary>False for what no desired state lists: what only the registry knows of an app, and what an app has made inside its database.</summary>
    private static bool IsCounted(Change change, ClusterState desired) => change switch
    {
        Change.UpdateApp or Change.Restore or Change.Adopt or Change.ChangeOwner or Change.GrantOnObjects or Change.RevokeOnObjects
            or Change.PublishTable or Change.UnpublishTable or Change.ChangeReplicaIdentity => false,
        Change.AlterSchema alter => desired.Schemas.Contains(alter.To),
        Change.GrantOnSchema grant => desired.SchemaGrants.Contains(grant.Grant),
        _ => true,
    };

    private static int CountObjects(ClusterState state) =>
        state.Roles.Count + state.Apps.Sum(app => app.Logins.Count) + state.Memberships.Count + state.Databases.Count + state.DatabaseGrants.Count
        + state.Settings.Count + state.Schemas.Count + state.Extensions.Count + state.SchemaGrants.Count + state.DefaultPrivileges.Count
        + state.Publications.Count + state.Slots.Count;
}
