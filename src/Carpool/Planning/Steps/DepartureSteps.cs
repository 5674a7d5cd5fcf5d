using Carpool.Diff;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Planning;

/// <summary>
/// How an app leaves, and comes back. Locked first, with a mark in the registry; then the sessions end; then all names change in one
/// transaction (RENAME DATABASE may run in one, tried on 14 to 18), so that an interrupted run leaves either a locked app or a quarantined one.
/// </summary>
internal static class DepartureSteps
{
    /// <param name="dropped">Roles that an earlier step of the plan drops: nobody can act for them any more.</param>
    public static IEnumerable<Step> Of(Change change, ClusterState actual, Server server, AdminPower power, IReadOnlySet<RoleName> dropped) => change switch
    {
        Change.Quarantine quarantine => Quarantine(quarantine),
        Change.Restore restore => Restore(restore, actual.LoginsWithoutPassword),
        Change.DropLogin drop => DropLogin(drop, actual, server, power, dropped),
        Change.DropSlot drop => SyncSteps.Leaving(drop),
        Change.DropPublication drop => SyncSteps.Leaving(drop, power),
        Change.DropGroup drop => Drop(drop, drop.Group.Name, drop.From, drop.Remaining, actual, power, dropped),
        Change.ForgetStack => [new Step.Run(Stage.Departures, null, null, [], [], [new RegistryEntry.ForgetStack()])],
        Change.ChangeKey => [new Step.Run(Stage.Departures, null, null, [], [], [new RegistryEntry.ChangeKey()])],
        Change.ForgetRow forget => [new Step.Run(Stage.Departures, forget.App, null, [], [], [new RegistryEntry.ForgetRow(forget.Row)])],
        Change.Adopt adopt => Adopt(adopt),
        Change.Forget forget => Forget(forget),
        _ => [],
    };

    private static IEnumerable<Step> Quarantine(Change.Quarantine change)
    {
        var (source, to) = (change.From, change.To);
        List<Statement> locks =
        [
            .. change.Grants.Select(grant => new Statement(DatabaseSql.Revoke(grant), change)),
            .. source.Logins.Where(login => change.Roles.Contains(login.Name) && !PlatformNames.IsMadeByApi(login.Name)).Select(login => new Statement(RoleSql.SetLogin(login.Name, canLogin: false), change)),
        ];
        yield return new Step.Run(Stage.Departures, source.Name, null, locks, [], [new RegistryEntry.RecordApp(source with { Standing = AppStanding.Leaving }, null)]);
        yield return new Step.EndSessions(Stage.Departures, source.Name, source.Database, null);
        yield return new Step.Run(Stage.Departures, source.Name, null, [.. Renames(change, source, to, change.Roles)], [], [new RegistryEntry.RecordApp(to, source.Database)]);
    }

    private static IEnumerable<Step> Restore(Change.Restore change, IReadOnlyList<RoleName> loginsWithoutPassword)
    {
        var (source, to) = (change.From, change.To);
        List<Statement> statements =
        [
            .. Renames(change, source, to, [.. source.RoleNames]),
            .. to.Logins.Where(login => !PlatformNames.IsMadeByApi(login.Name)).Select(login => new Statement(RoleSql.SetLogin(login.Name, canLogin: true), change)),
            .. change.Grants.Select(grant => new Statement(DatabaseSql.Grant(grant), change)),
        ];
        yield return new Step.Run(Stage.Departures, to.Name, null, statements, [], [new RegistryEntry.RecordApp(to, source.Database)]);
        foreach (var (before, after) in source.Logins.Zip(to.Logins))
        {
            if (!loginsWithoutPassword.Contains(before.Name)) yield return new Step.Prove(to.Name, after, to.Database, to.SessionRoleOf(after));
        }
    }

    /// <summary>
    /// The `role` setting holds the owner's name as text: it is written anew, or the sessions would start as the login. That of a login that a
    /// platform made is the login's own to write; it keeps the name that the owner has again when the app is back.
    /// </summary>
    private static IEnumerable<Statement> Renames(Change change, App source, App to, IReadOnlyList<RoleName> existing)
    {
        if (source.Database != to.Database) yield return new(DatabaseSql.Rename(source.Database, to.Database), change);
        if (source.Owner != to.Owner && existing.Contains(source.Owner)) yield return new(RoleSql.Rename(source.Owner, to.Owner), change);
        foreach (var (before, after) in source.Logins.Zip(to.Logins).Where(pair => existing.Contains(pair.First.Name)))
        {
            if (before.Name != after.Name) yield return new(RoleSql.Rename(before.Name, after.Name), change);
            if (source.Owner != to.Owner && after.Access.IsOwners && !PlatformNames.IsMadeByApi(after.Name)) yield return new(SettingSql.Set(new Setting(after.Name, to.Database, "role", to.Owner.Value)), change);
        }

        foreach (var (before, after) in source.Groups.Zip(to.Groups).Where(pair => existing.Contains(pair.First.Name) && pair.First.Name != pair.Second.Name))
        {
            yield return new(RoleSql.Rename(before.Name, after.Name), change);
        }
    }

    private static IEnumerable<Step> Adopt(Change.Adopt change)
    {
        List<Statement> unmark = change.OwnerWasKept ? [new(RoleSql.Unmark(change.To.Owner), change)] : [];
        yield return new Step.Run(Stage.Departures, change.App, null, unmark, [], [new RegistryEntry.RecordApp(change.To, change.From?.Database)]);
    }

    /// <summary>Left as it is, but for the mark on its owner.</summary>
    private static IEnumerable<Step> Forget(Change.Forget change)
    {
        List<Statement> mark = change.OwnerExists ? [new(RoleSql.MarkKept(change.Forgotten.Owner), change)] : [];
        yield return new Step.Run(Stage.Departures, change.App, null, mark, [], [new RegistryEntry.ForgetApp(change.Forgotten)]);
    }

    private static IEnumerable<Step> DropLogin(Change.DropLogin change, ClusterState actual, Server server, AdminPower power, IReadOnlySet<RoleName> dropped)
    {
        var login = change.Login.Name;
        if (PlatformNames.IsMadeByApi(login))
        {
            foreach (var step in DeleteLogin(change, actual, server, power)) yield return step;
            yield break;
        }

        yield return new Step.Run(Stage.Departures, change.App, null, [new(RoleSql.SetLogin(login, canLogin: false), change)], [], []);
        yield return new Step.EndSessions(Stage.Departures, change.App, change.From, [login]);
        foreach (var step in Drop(change, login, change.From, change.Remaining, actual, power, dropped)) yield return step;
    }

    /// <summary>Shut out by what it was granted, as nobody but the API can lock it; then deleted there, where what it owns goes to the owner.</summary>
    private static IEnumerable<Step> DeleteLogin(Change.DropLogin change, ClusterState actual, Server server, AdminPower power)
    {
        var login = change.Login.Name;
        List<Statement> revokes =
        [
            .. actual.DatabaseGrants.Where(grant => grant.Grantee is Grantee.Role role && role.Name == login && grant.Database == change.From).Select(grant => new Statement(DatabaseSql.Revoke(grant), change)),
            .. actual.Memberships.Where(membership => membership.Member == login && power.MayRevoke(membership)).Select(membership => new Statement(MembershipSql.Revoke(membership, server), change)),
        ];
        if (revokes.Count > 0) yield return new Step.Run(Stage.Departures, change.App, null, revokes, [], []);
        yield return new Step.EndSessions(Stage.Departures, change.App, change.From, [login]);
        var (before, acting) = Clearing(change, change.Remaining);
        List<Statement> clearing = [.. before];
        if (clearing.Count > 0) yield return new Step.Run(Stage.Departures, change.App, change.From, clearing, power.Borrowed(acting.Where(role => role != login)), []);
        yield return new Step.DeleteLogin(Stage.Departures, change.App, login, change.Remaining.Owner);
        yield return new Step.Run(Stage.Departures, change.App, null, [], [], [new RegistryEntry.RecordApp(change.Remaining, null)]);
    }

    /// <summary>What comes before a role is stripped of what it holds in its own database, and whose rights that takes.</summary>
    private static (IEnumerable<Statement> Statements, IEnumerable<RoleName> Roles) Clearing(Change change, App remaining) => change is Change.DropLogin { Successor: not null } or Change.DropLogin { Login.Access: Access.Sync } && change is Change.DropLogin drop
        ? (RotationSteps.Clearing(drop, remaining.Owner), RotationSteps.Acting(drop.Login, drop.Policies, drop.ForeignServers).Append(remaining.Owner))
        : ([], []);

    /// <summary>A role with whatever it was granted, in its database or by a neighbour in another; that it owns nothing was looked at before.</summary>
    private static IEnumerable<Step> Drop(Change change, RoleName role, DatabaseName database, App remaining, ClusterState actual, AdminPower power, IReadOnlySet<RoleName> dropped)
    {
        var elsewhere = actual.PrivilegesElsewhere.Where(held => held.Role == role && held.Database != database).Select(held => held.Database).Distinct();
        foreach (var place in elsewhere.Prepend(database))
        {
            var (before, acting) = place == database ? Clearing(change, remaining) : ([], []);
            yield return new Step.Run(
                Stage.Departures,
                change.App,
                place,
                [.. before, new(OwnedSql.Drop([role]), change)],
                power.Borrowed([role, .. power.OwnersIn(place).Where(owner => !dropped.Contains(owner)), .. acting]),
                []);
        }

        yield return new Step.Run(Stage.Departures, change.App, null, [new(RoleSql.Drop(role), change)], [], [new RegistryEntry.RecordApp(remaining, null)]);
    }
}
