using System.Globalization;
using Carpool.Catalog;
using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.Execution;
using Carpool.Manifest;
using Carpool.Planning;
using Carpool.Planning.Declared;
using Carpool.Plans;
using Carpool.Registry;
using Carpool.Sessions;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Stacks;

/// <summary>Both states of a stack, and what goes on around them: all that a plan is made from.</summary>
/// <param name="Unfit">What keeps the cluster from being changed at all.</param>
/// <param name="Conflicts">What stands in the way of the manifest, and what is worth knowing beside it.</param>
internal sealed record Reading(
    Server Server,
    ClusterIdentity Cluster,
    Surroundings Surroundings,
    StackRegistry Registry,
    ClusterState Actual,
    ClusterState Desired,
    IReadOnlyList<Diagnostic> Unfit,
    IReadOnlyList<Diagnostic> Conflicts)
{
    /// <summary>Shared facts on the maintenance session, then the inside of those apps' databases that the scope asks for, a few at a time.</summary>
    /// <exception cref="DiagnosticException">The registry cannot be read, or holds rows that cannot be believed and the scope does not put up with them.</exception>
    public static async Task<Reading> ReadAsync(
        ClusterAccess access, StackManifest manifest, ReadingScope scope, KeyOf keyOf, StackEnvironment environment, CancellationToken cancellationToken)
    {
        var (only, log) = (scope.Only, environment.Log);
        var (server, surroundings, registry) = await access.WatchOverAsync(
            async () =>
            {
                var (server, surroundings) = await SharedCatalog.ReadAsync(access.Maintenance, log, cancellationToken);
                return (server, surroundings, await ReadRegistryAsync(access, manifest.Stack, server, surroundings, keyOf, environment, cancellationToken));
            },
            access.Maintenance.ProcessIdOrNull,
            environment);
        if (!scope.AllowsSpoiltRows && registry.Spoilt.Count > 0) throw new DiagnosticException([.. registry.Spoilt.Select(spoilt => spoilt.Problem)]);
        surroundings = surroundings with { ManagedRoles = registry.ManagedRoles, ForeignDatabases = registry.ForeignDatabases, ForeignRoles = registry.ForeignRoles };
        surroundings = surroundings with { LoginsMadeNow = access.Platform?.Logins.MadeNow ?? surroundings.LoginsMadeNow };
        var scoped = only.Count == 0 ? manifest : manifest with { Apps = [.. manifest.Apps.Where(app => only.Contains(app.Name))] };
        IReadOnlyList<App> apps = only.Count == 0 ? registry.Apps : [.. registry.Apps.Where(app => only.Contains(app.Name))];
        var byApi = await ReadApiNamesAsync(access, scoped, scope, registry, surroundings, cancellationToken);
        var desired = scope.Desired ?? scoped.WithLogins(registry.Apps, surroundings, byApi).ToDesired(server, only.Count == 0 ? SharedDatabases(server, surroundings, registry.Home) : []);
        if (scope.IsShallow) desired = desired.Shallow(surroundings.Databases.Select(listing => listing.Name).ToHashSet());
        if (scope.AsksAhead) surroundings = await Preflight.AskAsync(access.Maintenance, server, surroundings, desired, log, cancellationToken);
        var parallel = Math.Clamp(server.FreeConnections, 1, scope.Parallel);
        var visible = Visible(scope.SeesUnrecorded ? [.. apps, .. Unrecorded(apps, desired, server)] : apps, desired, surroundings, server);
        var syncing = apps.Concat(desired.Apps).Where(app => app.Logins.Any(login => login.Access is Access.Sync)).Select(app => app.Database).ToHashSet();
        var (insides, contents) = await ReadInsidesAsync(access.Opener, visible, syncing, scope, environment, parallel, cancellationToken);
        var (refused, notTried) = scope.TriesCredentials
            ? await CredentialTrial.RunAsync(Triable(apps, desired, surroundings, registry), registry, access.Opener, parallel, cancellationToken)
            : ([], []);
        var actual = ActualState.Of(server, surroundings, insides, apps, desired) with
        {
            RefusedLogins = refused,
            LoginsWithoutPassword = [.. apps.SelectMany(app => app.Logins.Where(login => !registry.HasPassword(app.Database, login))).Select(login => login.Name)],
        };
        var lingering = Handover.Lingering(actual, desired, surroundings);
        desired = DesiredSync.PastRowSecurity(Handover.Bridged(desired, lingering, server), actual);
        var sync = SyncConflicts.Find(actual, desired, surroundings, server, insides, manifest);
        return new Reading(
            server,
            ClusterIdentity.Of(access.Opener.Address, server, surroundings),
            surroundings with { Contents = contents },
            registry,
            actual,
            desired,
            [.. Fitness.Check(server), .. Fitness.Check(server, manifest.Cluster), .. MissingDatabase(access.Opener.Address, surroundings)],
            [
                .. Planning.Conflicts.Find(actual, desired, surroundings, server),
                .. SettingConflicts.Find(actual, desired, surroundings, server, manifest),
                .. ExtensionConflicts.Find(actual, desired, surroundings, server, manifest),
                .. LocaleConflicts.Find(desired, surroundings, server, manifest),
                .. sync,
                .. OpenNeighbours(surroundings, desired, registry),
                .. notTried,
                .. Unproved(apps, registry),
                .. lingering.Select(Lingers),
                .. Unfinished(apps),
                .. Older(registry, environment.Tables),
                .. ApiLimits(scoped),
            ])
        {
            ByApi = byApi,
            Sync = sync,
            MakesLoginsByApi = manifest.Cluster.MakesLoginsByApi,
        };
    }

    /// <summary>What a platform's API calls its logins, as far as it was asked.</summary>
    public ApiNames ByApi { get; init; } = ApiNames.None;

    /// <summary>What of the conflicts is about sync engines.</summary>
    public IReadOnlyList<Diagnostic> Sync { get; init; } = [];

    /// <summary>True where a platform makes the logins that are yet to come.</summary>
    public bool MakesLoginsByApi { get; init; }

    /// <summary>The plan of what a command asks for, with all that there is to say of it.</summary>
    public Plan PlanOf(Wanted wanted)
    {
        var plan = Planner.Plan(Actual, wanted.Desired, Surroundings, Server, wanted.Changes);
        return plan with
        {
            WaitingFingerprint = new(() => PlanFingerprint.Of(Registry.Stack, Cluster, plan.Changes)),
            Diagnostics = [.. Unfit, .. wanted.Diagnostics, .. plan.Diagnostics],
        };
    }

    /// <summary>All that a desired state asks for: what differs, and the sessions that have no right to be where they are.</summary>
    public IReadOnlyList<Change> ChangesTo(ClusterState desired, DateTimeOffset now) =>
        [.. StateDiff.Between(Actual, desired, now), .. new Planning.ShutOut(Surroundings, desired, Server).Before(Actual)];

    /// <summary>The maintenance database, `template1`, and the registry's own where it has one.</summary>
    public static IReadOnlyList<SharedDatabase> SharedDatabases(Server server, Surroundings surroundings, DatabaseName home)
    {
        HashSet<DatabaseName> names = [server.MaintenanceDatabase, new("postgres"), new("template1"), home];
        return
        [
            .. surroundings.Databases.Where(listing => names.Contains(listing.Name)).Select(listing => new SharedDatabase(
                listing.Name, listing.Owner, listing.AdminMayGrant, AdmitsWatchers: listing.Name != home || home == server.MaintenanceDatabase)
            {
                Residents = listing.Name == home && home != server.MaintenanceDatabase ? [] : [.. surroundings.Roles.Where(role => !surroundings.IsSuperuser(role.Role.Name)).Select(role => role.Role.Name).Where(PlatformNames.AreIn)],
            }),
        ];
    }

    /// <summary>The API is asked where the manifest is held against the cluster and a role has no login, and where a rotation or what is to come on record has to know the names.</summary>
    private static async Task<ApiNames> ReadApiNamesAsync(ClusterAccess access, StackManifest manifest, ReadingScope scope, StackRegistry registry, Surroundings surroundings, CancellationToken cancellationToken)
    {
        if (access.Platform is not { } platform || !manifest.Cluster.MakesLoginsByApi || scope.Desired is not null) return ApiNames.None;
        var live = registry.Apps.Where(app => app.Standing is not (AppStanding.Quarantined or AppStanding.Purging)).ToDictionary(app => app.Name, StringComparer.Ordinal);
        var isAsked = scope.AsksPlatform || scope.SeesUnrecorded
            || (scope.AsksAhead && manifest.Apps.Any(app => app.Roles.Any(role => role.IsWithoutLogin(live.GetValueOrDefault(app.Name), surroundings))));
        return isAsked ? await platform.Logins.ReadAsync(surroundings, cancellationToken) : ApiNames.None;
    }

    private static IEnumerable<Diagnostic> ApiLimits(StackManifest manifest) =>
        from app in manifest.Apps
        where manifest.Cluster.MakesLoginsByApi
        from role in app.Roles
        where role.Connections is not null
        select PlanetScaleCodes.LimitNotPossible.With(
            $"Role {role.Name} of app {app.Name} is to have at most {role.Connections} connections, and a login that PlanetScale makes takes no limit.",
            "Give the app itself `connections`, which limits its database, or write `logins: sql`.",
            app.Name);

    /// <summary>A URL that names no database of the cluster is a mistake, even where another one serves.</summary>
    private static IEnumerable<Diagnostic> MissingDatabase(ServerAddress address, Surroundings surroundings) =>
        surroundings.Databases.Any(listing => listing.Name == address.Database)
            ? []
            : [PlatformCodes.DatabaseMissing.With($"There is no database {address.Database} on {address.Host}:{address.Port}.", "Name a database that exists in the admin's URL.", address.Database.Value)];

    private static async Task<StackRegistry> ReadRegistryAsync(
        ClusterAccess access, string stack, Server server, Surroundings surroundings, KeyOf keyOf, StackEnvironment environment, CancellationToken cancellationToken)
    {
        var (log, tables) = (environment.Log, environment.Tables);
        var (home, exists) = await RegistryReader.FindAsync(access.Maintenance, surroundings, server.Admin, log, cancellationToken);
        if (!exists) return new StackRegistry(stack, keyOf(false, null), home, version: 0);
        if (home.Value == access.Maintenance.Database) return await RegistryReader.ReadAsync(access.Maintenance, stack, keyOf, tables, log, cancellationToken);
        await using var session = await access.Opener.OpenAsync(home, cancellationToken);
        if (!await RegistryReader.HasTablesAsync(session, log, cancellationToken)) return new StackRegistry(stack, keyOf(false, null), home, version: 0);
        return await RegistryReader.ReadAsync(session, stack, keyOf, tables, log, cancellationToken);
    }

    /// <summary>Logins that the manifest wants, that are there and the ones on record, and whose password is known.</summary>
    private static IEnumerable<(App App, Login Login)> Triable(IReadOnlyList<App> apps, ClusterState desired, Surroundings surroundings, StackRegistry registry)
    {
        var oids = surroundings.Roles.ToDictionary(listing => listing.Role.Name, listing => listing.Oid);
        var wanted = desired.Apps.SelectMany(app => app.Logins).Select(login => login.Name).ToHashSet();
        return
            from app in apps
            where app.Standing is AppStanding.Live
            from login in app.Logins
            where wanted.Contains(login.Name) && registry.HasPassword(app.Database, login) && oids.TryGetValue(login.Name, out var oid) && oid == login.Oid
            select (app, login);
    }

    /// <summary>Live logins that nobody can connect as until they get a new password.</summary>
    private static IEnumerable<Diagnostic> Unproved(IReadOnlyList<App> apps, StackRegistry registry) =>
        from app in apps
        where app.Standing is AppStanding.Live
        from login in app.CurrentLogins
        where !registry.HasPassword(app.Database, login)
        select StackRegistry.NoPassword(app.Name, login) with { Severity = Severity.Warning };

    private static Diagnostic Lingers((App App, Login Login, int Sessions) found) => CatalogCodes.LoginLingers.With(
        $"Login {found.Login.Name} keeps what {found.App.Owner} has while its {Counted.Of(found.Sessions, "session")} in database {found.App.Database} {(found.Sessions == 1 ? "lasts" : "last")}: they may have begun as the login itself.",
        $"Nothing is in a hurry. Restart what uses the login, and run `carpool up` while it has no session; or give it a password: `carpool rotate {found.App.Name}/{found.Login.Role}`.",
        found.App.Name);

    /// <summary>Roles that have two logins.</summary>
    private static IEnumerable<Diagnostic> Unfinished(IReadOnlyList<App> apps) =>
        from app in apps
        where app.Standing is AppStanding.Live
        from login in app.Logins
        where login.Standing is not LoginStanding.Current
        select login.Standing is LoginStanding.Coming
            ? CatalogCodes.RotationUnfinished.With(
                $"Role {login.Role} of app {app.Name} has a new login, {login.Name}, that is not handed out yet: a rotation was interrupted.", $"Run `carpool rotate {app.Name}/{login.Role}`: it goes on from there.", app.Name)
            : CatalogCodes.RetirementPending.With(
                $"Login {login.Name} of app {app.Name} was replaced{At(login)}, and works until it is retired.", $"Run `carpool rotate --finish {app.Name}/{login.Role}` when nobody uses it any more.", app.Name);

    private static string At(Login login) => login.ReplacedAt is { } time ? $" on {time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC" : "";

    private static IEnumerable<Diagnostic> Older(StackRegistry registry, RegistryTables tables) => registry.Exists && registry.Version < tables.Version
        ? [CatalogCodes.OlderRegistry.With(
            $"The registry has version {registry.Version}, and this Carpool writes version {tables.Version}: the next run that changes anything brings it up to that, and older Carpools refuse it from then on.")]
        : [];

    /// <summary>Apps of the manifest that are about to come on record: an admin that is no superuser has to see whose objects are in there.</summary>
    private static IEnumerable<App> Unrecorded(IReadOnlyList<App> apps, ClusterState desired, Server server) =>
        server.Admin.IsSuperuser ? [] : desired.Apps.Where(app => apps.All(known => known.Database != app.Database));

    /// <summary>Apps whose databases are ours and let the admin in; what a new one is born with needs no look.</summary>
    private static List<App> Visible(IReadOnlyList<App> apps, ClusterState desired, Surroundings surroundings, Server server)
    {
        var open = surroundings.Databases
            .Where(listing => listing is { AllowsConnections: true, IsInvalid: false, AdminMayConnect: true } && !IsShutByLimit(listing, desired, surroundings, server))
            .ToDictionary(listing => listing.Name);
        return [.. apps.Where(app => open.TryGetValue(app.Database, out var listing) && (app.DatabaseOid is null || app.DatabaseOid == listing.Oid))];
    }

    /// <summary>Full, and by a limit that is about to be raised: it binds an admin as well, unless that is a superuser.</summary>
    private static bool IsShutByLimit(DatabaseListing listing, ClusterState desired, Surroundings surroundings, Server server) =>
        !server.Admin.IsSuperuser
        && listing.ConnectionLimit is { } limit
        && desired.Databases.Any(database => database.Name == listing.Name && (database.ConnectionLimit ?? int.MaxValue) > limit)
        && surroundings.Sessions.Where(session => session.Database == listing.Name).Sum(session => session.Count) >= limit;

    private static async Task<(IReadOnlyList<InsideCatalog> Insides, IReadOnlyList<DatabaseContents> Contents)> ReadInsidesAsync(
        SessionOpener opener, List<App> visible, HashSet<DatabaseName> syncing, ReadingScope scope, StackEnvironment environment, int parallel, CancellationToken cancellationToken)
    {
        var known = visible.Where(app => !syncing.Contains(app.Database) && scope.Seen.ContainsKey(app.Database) && scope.DepthOf(app) is ReadingDepth.Inside).ToHashSet();
        var apps = visible.Where(app => !known.Contains(app) && scope.DepthOf(app) is not ReadingDepth.Shared).ToList();
        var insides = new InsideCatalog[apps.Count];
        var contents = new DatabaseContents?[apps.Count];
        var (gate, done) = (new Lock(), 0);
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, apps.Count, options, async (index, ct) =>
        {
            await using var session = await opener.OpenAsync(apps[index].Database, ct);
            insides[index] = await InsideCatalog.ReadAsync(session, environment.Log, ct);
            if (syncing.Contains(apps[index].Database)) insides[index] = insides[index] with { Sync = await SyncCatalog.ReadAsync(session, environment.Log, ct) };
            if (scope.DepthOf(apps[index]) is ReadingDepth.Contents) contents[index] = await InsideCatalog.ReadContentsAsync(session, environment.Log, ct);
            lock (gate) environment.Reading.Report(new ReadingProgress(++done, apps.Count));
        });
        return ([.. known.Select(app => scope.Seen[app.Database]), .. insides], [.. contents.OfType<DatabaseContents>()]);
    }

    /// <summary>Reported, never changed: they are somebody else's.</summary>
    private static IEnumerable<Diagnostic> OpenNeighbours(Surroundings surroundings, ClusterState desired, StackRegistry registry)
    {
        // A platform's own are its affair: `verify` says what is open
        var known = surroundings.Databases.Select(listing => listing.Name).Where(PlatformNames.AreIn).Concat(desired.Apps.Select(app => app.Database)).Concat(desired.SharedDatabases.Select(database => database.Name)).Concat(registry.ManagedDatabases).ToHashSet();
        return surroundings.Databases
            .Where(listing => listing is { IsOpen: true, AllowsConnections: true } && !known.Contains(listing.Name) && desired.SharedDatabases.Count > 0)
            .Select(listing => CatalogCodes.OpenNeighbour.With(
                $"Database {listing.Name}, which no stack manages, is open to every role of the cluster, the apps' among them.",
                $"As its owner {listing.Owner}: {DatabaseSql.RevokeConnectFromPublic(listing.Name)}",
                listing.Name.Value));
    }
}
