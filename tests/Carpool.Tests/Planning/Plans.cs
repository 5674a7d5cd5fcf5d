using Carpool.Diff;
using Carpool.Planning;
using Carpool.State;
using Carpool.Tests.Diff;

namespace Carpool.Tests.Planning;

/// <summary>Plans between two states, with a cluster around them that holds just these.</summary>
internal static class Plans
{
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static Plan Between(ClusterState actual, ClusterState desired, Func<Surroundings, Surroundings>? around = null)
    {
        var surroundings = Around(actual, desired);
        actual = actual with { Apps = [.. actual.Apps.Select(app => Recorded(app, surroundings))] };
        return Planner.Plan(actual, desired, around?.Invoke(surroundings) ?? surroundings, States.Server, StateDiff.Between(actual, desired, Now));
    }

    /// <summary>The statements in the order in which they are carried out.</summary>
    public static IReadOnlyList<string> Statements(this Plan plan) =>
    [
        .. plan.Steps.OrderBy(step => step.Stage).SelectMany(step => step switch
        {
            Step.Run run => run.Statements.Select(statement => $"{statement.Sql}"),
            Step.RunAlone alone => [$"{alone.Statement.Sql}"],
            Step.RunAs run => run.Statements.Select(statement => $"{statement.Sql}"),
            Step.EndSessions or Step.Prove or Step.TeachPooler or Step.DeleteLogin => [],
        }),
    ];

    /// <summary>The codes of the hazards, in their order.</summary>
    public static IReadOnlyList<string> Codes(this Plan plan) => [.. plan.Hazards.Select(hazard => hazard.Diagnostic.Code.Id)];

    private static Surroundings Around(ClusterState actual, ClusterState desired) => new()
    {
        Databases =
        [
            .. actual.Databases.Select(database => (database.Name, database.Owner)).Concat(desired.SharedDatabases.Select(database => (database.Name, database.Owner)))
                .Select((database, index) => Listed(database.Name, (uint)(16_384 + index), database.Owner)),
        ],
        Roles = [.. actual.Roles.Select((role, index) => new RoleListing(role, (uint)(20_000 + index)))],
        Memberships = actual.Memberships,
        DatabaseGrants = actual.DatabaseGrants,
        Settings = actual.Settings,
    };

    /// <summary>As the registry has an app whose objects are there: with their oids.</summary>
    private static App Recorded(App app, Surroundings surroundings)
    {
        uint? OidOf(RoleName role) => surroundings.Roles.FirstOrDefault(listing => listing.Role.Name == role)?.Oid;
        return app with
        {
            DatabaseOid = surroundings.Databases.FirstOrDefault(listing => listing.Name == app.Database)?.Oid,
            OwnerOid = OidOf(app.Owner),
            Logins = [.. app.Logins.Select(login => login with { Oid = OidOf(login.Name) })],
        };
    }

    private static DatabaseListing Listed(DatabaseName name, uint oid, RoleName owner) =>
        new(name, oid, owner, AllowsConnections: true, IsTemplate: false, IsInvalid: false, null, IsOpen: false, AdminMayGrant: true, AdminMayConnect: true);
}
