using Carpool.Diff;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Planning;

/// <summary>
/// How a role comes to another login, and loses the old one. The new one is made and put on record in one transaction, is named inside
/// where the other is named, is proved, and only then is the one that is on record to be handed out: an interrupted run leaves a login
/// that nobody uses yet, and the next one goes on with it.
/// </summary>
internal static class RotationSteps
{
    /// <summary>The new login, like the other one in all that the whole cluster shares.</summary>
    public static IEnumerable<Statement> Making(Change.AddLogin add, Server server)
    {
        var login = add.Login.Name;
        var isGiven = PlatformNames.IsMadeByApi(login);
        if (!isGiven) yield return new(RoleSql.Create(add.Role), add);
        if (!isGiven && add.ValidUntil is { } time) yield return new(RoleSql.SetValidUntil(login, time), add);
        if (!isGiven) yield return new(RoleSql.SetPassword(login), add);
        foreach (var membership in add.Memberships) yield return new(MembershipSql.Grant(membership, server), add);
        foreach (var setting in add.Settings) yield return new(SettingSql.Set(setting), add);
        foreach (var grant in add.Grants) yield return new(DatabaseSql.Grant(grant), add);
    }

    /// <summary>The new login beside the other one, inside the app's database.</summary>
    public static IEnumerable<Statement> Naming(Change.TurnToLogin turn, Server server)
    {
        foreach (var policy in turn.Policies) yield return new(PolicySql.SetRoles(policy), turn);
        foreach (var user in turn.ForeignServers)
        {
            if (user.HasUsage) yield return new(ForeignServerSql.GrantUsage(user.Server, turn.To.Name), turn);
            if (user.IsMapped) yield return new(ForeignServerSql.CopyMapping(user, turn.To.Name, server), turn);
        }
    }

    /// <summary>What is proved goes on record, all roles of an app at once.</summary>
    public static IEnumerable<Step> Turns(IReadOnlyList<Change> changes) => changes.OfType<Change.TurnToLogin>()
        .GroupBy(turn => turn.App, StringComparer.Ordinal)
        .Select(app => new Step.Run(Stage.Turns, app.Key, null, [], [], [new RegistryEntry.RecordApp(app.Last().On, null)]));

    /// <summary>What a login that was replaced leaves in its app's database goes to its successor and to the owner. DROP OWNED comes last: it would delete the policy that names nobody else, and what the login owns.</summary>
    public static IEnumerable<Statement> Clearing(Change.DropLogin drop, RoleName owner) =>
    [
        .. drop.Policies.Select(policy => new Statement(PolicySql.SetRoles(policy), drop)),
        .. drop.ForeignServers.Select(user => new Statement(ForeignServerSql.DropMapping(user), drop)),
        .. PlatformNames.IsMadeByApi(drop.Login.Name) ? Array.Empty<Statement>() : [new(OwnedSql.Reassign(drop.Login.Name, owner), drop)],
    ];

    /// <summary>Whose rights it takes: the login's own, and those of whoever owns what names it.</summary>
    public static RoleName[] Acting(Login login, IReadOnlyList<Policy> policies, IReadOnlyList<ForeignServerUser> users) =>
        [login.Name, .. policies.Select(policy => policy.Owner), .. users.Select(user => user.Owner)];
}
