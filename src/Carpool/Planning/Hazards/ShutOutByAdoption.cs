using Carpool.Diff;
using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Planning.Hazards;

/// <summary>
/// An adopted database is closed to all but its app's logins. Somebody who could get in and has something in there may be in use, connected
/// just now or not: a login that serves two databases, a report that runs at night.
/// </summary>
internal static class ShutOutByAdoption
{
    public static IEnumerable<Hazard> Find(PlanContext context)
    {
        var handover = new Handover(context.Actual, context.Desired);
        foreach (var app in context.Desired.Apps.Where(app => handover.Concerns(app.Name)))
        {
            var traces = new Traces(app.Database, context.Surroundings);
            var losing = context.Surroundings.Roles.Select(listing => listing.Role)
                .Where(role => role.CanLogin && !role.Attributes.HasFlag(RoleAttributes.Superuser) && role.Name != context.Server.Admin.Name
                    && app.Logins.All(login => login.Name != role.Name) && !context.Desired.Watchers.Contains(role.Name)
                    && traces.MayConnect(role.Name) && traces.Of(role.Name).Count > 0)
                .ToList();
            if (losing.Count == 0) continue;
            var change = context.Changes.FirstOrDefault(change => change.App == app.Name && change is Change.AlterDatabase or Change.RevokeOnDatabase { Grant.Privilege.Keyword: "CONNECT" });
            if (change is null) continue;
            yield return HazardCodes.AdoptionShutsOut.Found(
                change,
                $"Database {app.Database} will be closed to {string.Join(", ", losing.Select(role => $"{role.Name} ({string.Join(", ", traces.Of(role.Name))})"))}: app {app.Name} does not declare {(losing.Count == 1 ? "it" : "them")}.",
                "list the login under the app's roles (`login:`), give it one of its own, or name it under cluster.watchers");
        }
    }
}
