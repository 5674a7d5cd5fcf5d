using Carpool.Diff;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Planning;

/// <summary>Writes the steps of a plan from its changes: which statement runs in which stage, in which session, in which order.</summary>
internal sealed class StepWriter(ClusterState actual, ClusterState desired, Server server, ShutOut shutOut, AdminPower power, ExtensionPlaces places, Keyword? copyStrategy)
{
    private readonly Dictionary<string, App> _apps = desired.Apps.ToDictionary(app => app.Name, StringComparer.Ordinal);
    private readonly Handover _handover = new(actual, desired);

    public IReadOnlyList<Step> Write(IReadOnlyList<Change> changes)
    {
        var bridges = Bridges(changes);
        var others = changes.Where(change => !bridges.Contains(change, ReferenceEqualityComparer.Instance)).ToLookup(change => _handover.Concerns(change.App));
        return
        [
            .. bridges.SelectMany(BridgeSteps),
            .. changes.SelectMany((change, index) => DepartureSteps.Of(change, actual, server, power, change is Change.DropLogin or Change.DropGroup ? Dropped(changes.Take(index)) : new HashSet<RoleName>())),
            .. PerApp([.. others[false], .. others[true]], RoleSteps),
            .. PerApp([.. others[false]], DatabaseSteps),
            .. PerApp([.. others[false]], InsideSteps),
            .. PerApp([.. others[true]], HandoverSteps),
            .. OpeningSteps.Of([.. others[false]], _apps, actual, shutOut),
            .. PerApp(changes, (app, ofApp) => SyncSteps.Of(app, ofApp, power)),
            .. changes.OfType<Change.Purge>().SelectMany(purge => PurgeSteps.Of(purge, power)),
            .. Proofs(changes),
            .. RotationSteps.Turns(changes),
        ];
    }

    /// <summary>What an app that is about to be renamed holds of others: taken back while its roles still have their names.</summary>
    private static List<Change> Bridges(IReadOnlyList<Change> changes)
    {
        var leaving = changes.OfType<Change.Quarantine>().SelectMany(quarantine => quarantine.From.RoleNames).ToHashSet();
        return [.. changes.Where(change => change switch
        {
            Change.RevokeMembership revoke => leaving.Contains(revoke.Membership.Member),
            Change.RevokeOnDatabase { Grant.Grantee: Grantee.Role role } => leaving.Contains(role.Name),
            _ => false,
        })];
    }

    private static HashSet<RoleName> Dropped(IEnumerable<Change> changes) => [.. changes.Select(change => change switch
    {
        Change.DropLogin drop => drop.Login.Name,
        Change.DropGroup drop => drop.Group.Name,
        _ => null,
    }).OfType<RoleName>()];

    private IEnumerable<Step> BridgeSteps(Change change)
    {
        var revoke = change as Change.RevokeOnDatabase;
        var sql = revoke is null ? MembershipSql.Revoke(((Change.RevokeMembership)change).Membership, server) : DatabaseSql.Revoke(revoke.Grant);
        yield return new Step.Run(Stage.Departures, change.App, null, [new(sql, change)], [], []);
        var roles = revoke is null ? [] : shutOut.By(revoke).Select(session => session.Role).Distinct().ToList();
        if (roles.Count > 0) yield return new Step.EndSessions(Stage.Departures, change.App, revoke!.Grant.Database, roles);
    }

    private IEnumerable<Step> PerApp(IReadOnlyList<Change> changes, Func<App, IReadOnlyList<Change>, IEnumerable<Step>> write) =>
        changes.Where(change => change.App is not null && _apps.ContainsKey(change.App))
            .GroupBy(change => change.App!, StringComparer.Ordinal)
            .SelectMany(group => write(_apps[group.Key], [.. group]));

    private IEnumerable<Step> RoleSteps(App app, IReadOnlyList<Change> changes)
    {
        var statements = new List<Statement>();
        foreach (var create in changes.OfType<Change.CreateRole>()) statements.Add(new(RoleSql.Create(create.Role), create));
        foreach (var issue in changes.OfType<Change.IssueCredential>().Where(issue => !PlatformNames.IsMadeByApi(issue.Login.Name))) statements.Add(new(RoleSql.SetPassword(issue.Login.Name), issue));
        foreach (var renew in changes.OfType<Change.RenewCredential>().Where(renew => !PlatformNames.IsMadeByApi(renew.Login.Name))) statements.Add(new(RoleSql.SetPassword(renew.Login.Name), renew));

        foreach (var add in changes.OfType<Change.AddLogin>()) statements.AddRange(RotationSteps.Making(add, server));
        if (!_handover.Concerns(app.Name)) statements.AddRange(StandingStatements(changes));

        var begins = changes.Any(change => change is Change.CreateRole or Change.CreateDatabase or Change.IssueCredential);
        List<RegistryEntry> entries = begins ? [new RegistryEntry.RecordApp(app with { Standing = Standing(changes) }, null)] : [];
        entries.AddRange(changes.OfType<Change.AddLogin>().TakeLast(1).Select(add => new RegistryEntry.RecordApp(add.On, null)));
        entries.AddRange(changes.OfType<Change.RenewCredential>().Select(renew => new RegistryEntry.RecordCredential(renew.Of, renew.Login)));
        if (statements.Count > 0 || entries.Count > 0) yield return new Step.Run(Stage.Roles, app.Name, null, statements, [], entries) { Given = [.. changes.Where(IsGiven)] };
    }

    /// <summary>True where a platform's API gives the password.</summary>
    private static bool IsGiven(Change change) => change switch
    {
        Change.IssueCredential issue => PlatformNames.IsMadeByApi(issue.Login.Name),
        Change.RenewCredential renew => PlatformNames.IsMadeByApi(renew.Login.Name),
        Change.AddLogin add => PlatformNames.IsMadeByApi(add.Login.Name),
        _ => false,
    };

    /// <summary>What existing roles may do, and who is a member of whom.</summary>
    private IEnumerable<Statement> StandingStatements(IReadOnlyList<Change> changes) =>
    [
        .. changes.OfType<Change.AlterRole>().Select(alter => new Statement(RoleSql.Alter(alter.From, alter.To), alter)),

        // First what goes: a GRANT with other options rewrites the very row that the REVOKE would then take away
        .. changes.OfType<Change.RevokeMembership>().Select(revoke => new Statement(MembershipSql.Revoke(revoke.Membership, server), revoke)),
        .. changes.OfType<Change.GrantMembership>().Select(grant => new Statement(MembershipSql.Grant(grant.Membership, server), grant)),
    ];

    /// <summary>
    /// An app that somebody else made changes hands in one transaction inside its database, where what the cluster shares can be changed as
    /// well: a session that begins before it is the login with all that the login had, and one that begins after it is the owner's with all
    /// that the owner has. CONNECT comes before PUBLIC's goes.
    /// </summary>
    private IEnumerable<Step> HandoverSteps(App app, IReadOnlyList<Change> changes)
    {
        // The admin's own last where it acts by them: the borrowed ones are the very same rows
        var former = FormerOwners(app, changes).Concat(FormerDatabaseOwners(changes)).ToHashSet();
        var own = changes.OfType<Change.RevokeMembership>().Where(revoke => revoke.Membership.Member == server.Admin.Name && former.Contains(revoke.Membership.Role)).ToList();
        List<Statement> statements =
        [
            .. StandingStatements([.. changes.Except(own)]),
            .. DatabaseStatements(changes),
            .. InsideStatements(app, changes),
            .. OpeningSteps.Statements(app, changes),
            .. StandingStatements(own),
        ];
        if (statements.Count > 0)
        {
            yield return new Step.Run(Stage.Openings, app.Name, app.Database, statements, power.Borrowed(former), []);
        }

        foreach (var step in OpeningSteps.After(app, changes, actual, shutOut)) yield return step;
    }

    /// <summary>An app whose database is yet to be made is not live: an interrupted run leaves the mark by which the next one knows it.</summary>
    private static AppStanding Standing(IReadOnlyList<Change> changes) =>
        changes.OfType<Change.CreateDatabase>().Any() ? AppStanding.Making : AppStanding.Live;

    private IEnumerable<Step> DatabaseSteps(App app, IReadOnlyList<Change> changes)
    {
        var statements = new List<Statement>();
        foreach (var create in changes.OfType<Change.CreateDatabase>())
        {
            yield return new Step.RunAlone(Stage.Databases, app.Name, new(DatabaseSql.Create(create.ToCreate, copyStrategy, server), create));
            statements.Add(new(DatabaseSql.RevokeAllFromPublic(create.ToCreate.Name), create));
        }

        statements.AddRange(DatabaseStatements(changes));

        // Open to the admin only now that PUBLIC is out
        foreach (var create in changes.OfType<Change.CreateDatabase>()) statements.Add(new(DatabaseSql.AllowConnections(create.ToCreate.Name), create));
        if (statements.Count > 0) yield return new Step.Run(Stage.Databases, app.Name, null, statements, power.Borrowed(FormerDatabaseOwners(changes)), OnRecord(app, changes));
    }

    private static IEnumerable<RoleName> FormerDatabaseOwners(IReadOnlyList<Change> changes) =>
        changes.OfType<Change.AlterDatabase>().Where(alter => alter.From.Owner != alter.To.Owner).Select(alter => alter.From.Owner);

    private List<Statement> DatabaseStatements(IReadOnlyList<Change> changes)
    {
        var statements = new List<Statement>();

        // First the owner: its change merges the old owner's grants into the new one's
        foreach (var alter in changes.OfType<Change.AlterDatabase>().Where(alter => alter.From.Owner != alter.To.Owner))
        {
            statements.Add(new(DatabaseSql.SetOwner(alter.To.Name, alter.To.Owner), alter));
        }

        // Who is in before the app is the stack's stays in
        foreach (var grant in changes.OfType<Change.GrantOnDatabase>().Where(grant => grant.Grant.Privilege == Privilege.Connect && _handover.Concerns(grant.App)))
        {
            statements.Add(new(DatabaseSql.Grant(grant.Grant), grant));
        }

        foreach (var revoke in changes.OfType<Change.RevokeOnDatabase>().Where(revoke => revoke.Grant.Grantee is Grantee.Public))
        {
            statements.Add(new(DatabaseSql.Revoke(revoke.Grant), revoke));
        }

        foreach (var grant in changes.OfType<Change.GrantOnDatabase>().Where(grant => grant.Grant.Privilege != Privilege.Connect))
        {
            statements.Add(new(DatabaseSql.Grant(grant.Grant), grant));
        }

        foreach (var alter in changes.OfType<Change.AlterDatabase>())
        {
            foreach (var sql in DatabaseSql.Alter(alter.From, alter.To)) statements.Add(new(sql, alter));
        }

        return statements;
    }

    /// <summary>A database is open only when its oid is on record: one without is the app's as long as nobody can have entered it.</summary>
    private IReadOnlyList<RegistryEntry> OnRecord(App app, IReadOnlyList<Change> changes)
    {
        var isKnown = actual.Apps.Any(known => known.Database == app.Database && known.DatabaseOid is not null);
        return changes.Any(change => change is Change.CreateDatabase || (!isKnown && change is Change.AlterDatabase { From.AllowsConnections: false }))
            ? [new RegistryEntry.RecordApp(app with { Standing = AppStanding.Making }, null)]
            : [];
    }

    private IEnumerable<Step> InsideSteps(App app, IReadOnlyList<Change> changes)
    {
        var statements = InsideStatements(app, changes);
        if (statements.Count > 0) yield return new Step.Run(Stage.Insides, app.Name, app.Database, statements, power.Borrowed(FormerOwners(app, changes)), []);
    }

    /// <summary>The owner, and whoever gives it or a login something.</summary>
    private static IEnumerable<RoleName> FormerOwners(App app, IReadOnlyList<Change> changes) => changes
        .SelectMany(change => change switch
        {
            Change.AlterSchema alter => [alter.From.Owner],
            Change.ChangeOwner alter => [alter.From],
            Change.TurnToLogin turn => RotationSteps.Acting(turn.From, turn.Policies, turn.ForeignServers),
            _ => Array.Empty<RoleName>(),
        })
        .Prepend(app.Owner);

    private List<Statement> InsideStatements(App app, IReadOnlyList<Change> changes)
    {
        var statements = new List<Statement>();
        foreach (var create in changes.OfType<Change.CreateSchema>())
        {
            if (create.Schema.Name == SchemaName.Public)
            {
                // A new database has it; one that nobody could look into may have lost it
                if (!changes.Any(change => change is Change.CreateDatabase)) statements.Add(new(SchemaSql.CreateIfMissing(create.Schema), create));
                foreach (var sql in SchemaSql.TakeOver(create.Schema)) statements.Add(new(sql, create));
            }
            else
            {
                statements.Add(new(SchemaSql.Create(create.Schema), create));
            }
        }

        // First who owns: a schema before what is in it, where its new owner must be allowed to have things
        foreach (var alter in changes.OfType<Change.AlterSchema>()) statements.Add(new(SchemaSql.SetOwner(alter.To), alter));
        foreach (var alter in changes.OfType<Change.ChangeOwner>()) statements.Add(new(ObjectSql.SetOwner(alter.Type, alter.Owned, alter.To), alter));
        foreach (var grant in changes.OfType<Change.GrantOnSchema>()) statements.Add(new(SchemaSql.Grant(grant.Grant), grant));
        foreach (var revoke in changes.OfType<Change.RevokeOnSchema>()) statements.Add(new(SchemaSql.Revoke(revoke.Grant), revoke));
        foreach (var grant in changes.OfType<Change.GrantOnObjects>()) statements.Add(new(ObjectSql.Grant(grant.Privileges, grant.On, grant.Names, grant.Grantee), grant));
        foreach (var revoke in changes.OfType<Change.RevokeOnObjects>())
        {
            statements.Add(new(revoke.OnlyGrantOption
                ? ObjectSql.RevokeGrantOption(revoke.Privileges, revoke.On, revoke.Names, revoke.Grantee)
                : ObjectSql.Revoke(revoke.Privileges, revoke.On, revoke.Names, revoke.Grantee), revoke));
        }

        foreach (var revoke in changes.OfType<Change.RevokeOnColumn>()) statements.Add(new(ObjectSql.Revoke(revoke.Grant), revoke));
        foreach (var change in changes.OfType<Change.ChangeDefaultPrivileges>())
        {
            foreach (var sql in DefaultPrivilegesSql.Change(change.From, change.To)) statements.Add(new(sql, change));
        }

        foreach (var turn in changes.OfType<Change.TurnToLogin>()) statements.AddRange(RotationSteps.Naming(turn, server));

        // Last, so that what an extension makes for the owner is granted like all that is to come
        statements.AddRange(ExtensionSteps.Of(app, [.. changes.OfType<Change.CreateExtension>()], places));
        return statements;
    }

    /// <summary>A login whose password nobody knows can prove nothing, unless it gets one now.</summary>
    private bool IsProvable(Step.Prove step, IReadOnlyList<Change> changes) =>
        !actual.LoginsWithoutPassword.Contains(step.Login.Name)
        || changes.Any(change => change is Change.IssueCredential or Change.RenewCredential or Change.AddLogin && change.Name == step.Login.Name.Value);

    /// <summary>What is handed out has to work. A rotation is about the new login alone: it is the way out where an old one is refused.</summary>
    private static bool IsNeeded(string app, Login login, IReadOnlyList<Change> changes)
    {
        var turns = changes.OfType<Change.TurnToLogin>().Where(turn => turn.App == app).ToList();
        return turns.Count == 0 ? login.Standing is LoginStanding.Current : turns.Exists(turn => turn.To.Name == login.Name);
    }

    /// <summary>Every login of an app that changed: a change of one object can cost another its effect. What is to be handed out is tried through the pooler too.</summary>
    private IEnumerable<Step> Proofs(IReadOnlyList<Change> changes) => changes
        .Where(change => change.App is not null)
        .Select(change => change.App!)
        .Distinct(StringComparer.Ordinal)
        .Where(_apps.ContainsKey)
        .SelectMany(name => _apps[name].Logins.Select(login => new Step.Prove(name, login, _apps[name].Database, _apps[name].SessionRoleOf(login)) { IsNeeded = IsNeeded(name, login, changes) }))
        .Where(step => IsProvable(step, changes))
        .Concat<Step>(changes.OfType<Change.TurnToLogin>().Select(turn => new Step.TeachPooler(turn.App!, turn.To, turn.On.Database)));
}
