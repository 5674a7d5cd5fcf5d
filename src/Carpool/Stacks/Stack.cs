using Carpool.Catalog;
using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.Doctor;
using Carpool.Doctor.Canary;
using Carpool.Execution;
using Carpool.Local;
using Carpool.Manifest;
using Carpool.Planning;
using Carpool.Plans;
using Carpool.State;
using Carpool.Walls;

namespace Carpool.Stacks;

/// <summary>The apps of one manifest on one cluster, and all that can be done with them. Failures of the infrastructure are DiagnosticExceptions.</summary>
public sealed class Stack : IAsyncDisposable
{
    private static readonly TimeSpan s_canaryPatience = TimeSpan.FromSeconds(30);
    private readonly StackManifest _manifest;
    private readonly StackEnvironment _environment;
    private readonly ClusterAccess _access;
    private readonly HashSet<string> _apps;

    private Stack(StackManifest manifest, StackEnvironment environment, ClusterAccess access)
    {
        (_manifest, _environment, _access) = (manifest, environment, access);
        _apps = manifest.Apps.Select(app => app.Name).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Connects; starts the local cluster first where the manifest says so.</summary>
    public static async Task<Stack> OpenAsync(StackManifest manifest, StackEnvironment environment, CancellationToken cancellationToken) =>
        new(manifest, environment, await ClusterAccess.OpenAsync(manifest, environment, cancellationToken));

    /// <summary>What `up` would do. Takes no lock and changes nothing.</summary>
    /// <param name="only">The apps to look at; empty is all, and the shared databases.</param>
    /// <param name="shallow">True looks at what one session sees of the whole cluster, and into no database.</param>
    /// <param name="triesCredentials">True logs in with every password on record, to find those that somebody changed.</param>
    public async Task<Plan> PreviewAsync(IReadOnlySet<string> only, bool shallow, bool triesCredentials, CancellationToken cancellationToken)
    {
        var scope = new ReadingScope(only, shallow ? _ => ReadingDepth.Shared : DepthOf) { AsksAhead = true, IsShallow = shallow, TriesCredentials = triesCredentials };
        var reading = await ReadAsync(scope, cancellationToken);
        return reading.PlanOf(WantedByManifest(reading));
    }

    /// <summary>What `up` would do, and that in a file, which another `up` carries out. A plan with an error in it is not saved.</summary>
    /// <param name="only">The apps to look at; empty is all, and the shared databases.</param>
    public async Task<Plan> SavePlanAsync(IReadOnlySet<string> only, string file, CancellationToken cancellationToken)
    {
        PlanFile.Refuse(file);
        var madeAt = _environment.Clock.GetUtcNow();
        var reading = await ReadAsync(new ReadingScope(only, DepthOf) { AsksAhead = true }, cancellationToken);
        var plan = reading.PlanOf(WantedByManifest(reading, madeAt));
        if (StackRun.LoginsToMake(plan, reading) is [var first, ..])
        {
            return plan with
            {
                Diagnostics = [.. plan.Diagnostics, PlanetScaleCodes.PlanMakesLogins.With(
                    $"PlanetScale would give {first} and the like their names while the plan is carried out, so it cannot be kept.", "Run `carpool up` without a saved plan.", first)],
            };
        }

        if (plan.Diagnostics.All(diagnostic => diagnostic.Severity != Severity.Error))
        {
            PlanFile.Write(file, SavedPlans.Of(_manifest, only, madeAt, reading, plan.Changes), reading.Registry.Key ?? Keys.Make());
        }

        return plan;
    }

    /// <summary>Makes the cluster what the manifest says.</summary>
    public Task<RunReport> UpAsync(RunOptions options, CancellationToken cancellationToken) =>
        RunAsync("up", options, new ReadingScope(options.Only, DepthOf) { AsksAhead = true, TriesCredentials = options.TriesCredentials }, reading => WantedByManifest(reading), cancellationToken);

    /// <summary>What the named databases hold, or all that could be an app's, as a manifest. Takes no lock and changes nothing.</summary>
    public async Task<Survey> SurveyAsync(IReadOnlySet<string> databases, CancellationToken cancellationToken)
    {
        var reading = await ReadAsync(ReadingScope.Shared with { AsksAhead = true }, cancellationToken);
        var (surveys, left) = await new SurveyReading(reading, _access.Opener, _environment, _manifest.File).ReadAsync(databases, cancellationToken);
        var (apps, watchers, findings) = new ClusterSurvey(surveys, reading.Surroundings, reading.Server, _manifest.File).Describe();
        return new Survey(_manifest with { Apps = apps, Cluster = _manifest.Cluster with { Watchers = watchers } }, [.. left, .. findings]);
    }

    /// <summary>Puts apps on record as the cluster shows them: the named ones, or all of the manifest and what is quarantined. Changes nothing else.</summary>
    /// <param name="givesUpKey">The stack's key is lost: everything on record of the stack is forgotten, and it begins with a new key.</param>
    public Task<RunReport> AdoptAsync(IReadOnlySet<string> apps, bool givesUpKey, RunOptions options, CancellationToken cancellationToken)
    {
        var scope = new ReadingScope(options.Only, app => app.DatabaseOid is null ? ReadingDepth.Inside : ReadingDepth.Shared) { SeesUnrecorded = true, KeyOf = givesUpKey ? Keys.FindUnlessLost : Keys.Find, AllowsSpoiltRows = true };
        return RunAsync("adopt", options, scope, new Adoptions(_manifest, apps.Select(AppOf).ToHashSet(StringComparer.Ordinal), givesUpKey).Of, cancellationToken, givesUpKey ? Keys.Replace : Keys.Make);
    }

    /// <summary>Gives roles another login, which is handed out from then on; the one that each had works until it is retired.</summary>
    /// <param name="roles">Apps, or roles of apps; empty is every role of every live app.</param>
    /// <param name="retireWithin">Null leaves the old logins as they are; zero retires them at once, and any other time as soon as nobody uses them.</param>
    public async Task<RunReport> RotateAsync(IReadOnlyList<(string App, string? Role)> roles, TimeSpan? retireWithin, RunOptions options, CancellationToken cancellationToken)
    {
        var scope = new RotationScope(roles);
        await new RetirementWait(_access.Maintenance, _environment).ForReadersAsync(scope.Retiring(await ReadAppsAsync(cancellationToken)), cancellationToken);
        var report = await RunAsync("rotate", options, new ReadingScope(options.Only, DepthOf(scope)) { AsksPlatform = true }, new Rotation(scope).Of, cancellationToken);
        if (retireWithin is not { } patience || report.Outcome is not (RunOutcome.Applied or RunOutcome.InSync)) return report;
        return report.Then(await RetireAsync(roles, patience, options with { ConfirmAsync = (_, _) => Task.FromResult(true) }, cancellationToken));
    }

    /// <summary>Gives logins a new password under the name that they have, so that the old one is refused at once.</summary>
    /// <param name="roles">Apps, or roles of apps; empty is every role of every live app.</param>
    public Task<RunReport> RotateInPlaceAsync(IReadOnlyList<(string App, string? Role)> roles, RunOptions options, CancellationToken cancellationToken) =>
        RunAsync("rotate", options, _ => ReadingDepth.Shared, new InPlaceRotation(new(roles)).Of, cancellationToken);

    /// <summary>Retires logins that were replaced: their sessions end, and they are dropped.</summary>
    /// <param name="roles">Apps, or roles of apps; empty is every role of every live app.</param>
    /// <param name="patience">How long to wait for their sessions to end by themselves; where one is left then, nothing is done (CP4100). Zero waits for nobody.</param>
    public async Task<RunReport> RetireAsync(IReadOnlyList<(string App, string? Role)> roles, TimeSpan patience, RunOptions options, CancellationToken cancellationToken)
    {
        var scope = new RotationScope(roles);
        if (patience > TimeSpan.Zero)
        {
            await RunLock.ReleaseAsync(_access.Maintenance, _environment.Log, cancellationToken);
            await new RetirementWait(_access.Maintenance, _environment).ForSessionsAsync(scope.Retiring(await ReadAppsAsync(cancellationToken)), patience, cancellationToken);
        }

        return await RunAsync("rotate", options, DepthOf(scope), new Retirement(scope).Of, cancellationToken);
    }

    /// <summary>Gives the stack another key, and seals all that is on record of it anew, in one transaction.</summary>
    public Task<RunReport> RekeyAsync(RunOptions options, CancellationToken cancellationToken) => RunAsync(
        "rekey", options, ReadingScope.Shared with { KeyOf = Keys.FindEither }, new Rekeying(Keys.IsNext).Of, cancellationToken, nextKey: Keys.Next);

    /// <summary>Carries out a plan that <see cref="SavePlanAsync"/> wrote, if it still fits: just that, whatever the manifest says of its apps by now.</summary>
    public Task<RunReport> UpAsync(string file, RunOptions options, CancellationToken cancellationToken)
    {
        var plan = PlanFile.Read(file, Keys.Find(stackIsKnown: true, fingerprint: null)!);
        return RunAsync("up", options, SavedPlans.ScopeOf(plan), reading => SavedPlans.Wanted(plan, reading), cancellationToken);
    }

    /// <summary>Brings a quarantined app back.</summary>
    public Task<RunReport> RestoreAsync(string app, RunOptions options, CancellationToken cancellationToken) =>
        RunAsync("restore", options, _ => ReadingDepth.Shared, reading => Removals.Restore(app, _manifest.Cluster.Watchers, reading), cancellationToken);

    /// <summary>Drops quarantined apps for good: the named ones, or all where none is named, that were removed at least <paramref name="olderThan"/> ago.</summary>
    public Task<RunReport> PurgeAsync(IReadOnlySet<string> apps, TimeSpan olderThan, RunOptions options, CancellationToken cancellationToken) =>
        RunAsync("purge", options, app => IsAwake(app) ? ReadingDepth.Shared : ReadingDepth.Contents, reading => Removals.Purge(apps, _environment.Clock.GetUtcNow() - olderThan, reading), cancellationToken);

    /// <summary>Removes every app of the stack, each in its own way.</summary>
    public Task<RunReport> DestroyAsync(RunOptions options, CancellationToken cancellationToken) =>
        RunAsync("destroy", options, app => IsAwake(app) ? ReadingDepth.Contents : ReadingDepth.Shared, reading => Removals.Destroy(_environment.Clock.GetUtcNow(), reading), cancellationToken);

    /// <summary>The apps that the registry knows, in whatever standing.</summary>
    public async Task<IReadOnlyList<App>> ReadAppsAsync(CancellationToken cancellationToken) => (await ReadAsync(ReadingScope.Shared, cancellationToken)).Registry.Apps;

    /// <summary>The apps with their sizes, sessions, roles and age; quarantined ones too.</summary>
    public async Task<StackStatus> ReadStatusAsync(CancellationToken cancellationToken)
    {
        var reading = await ReadAsync(ReadingScope.Shared, cancellationToken);
        var sizes = await SharedCatalog.ReadSizesAsync(_access.Maintenance, reading.Registry.Apps.Select(app => app.Database), _environment.Log, cancellationToken);
        return StatusReport.Of(_manifest, reading, sizes);
    }

    /// <summary>Connection strings of live apps, in the order of the manifest.</summary>
    /// <param name="withReplica">True asks a platform whether there is a replica to read from; where it has no API, nobody is asked.</param>
    public async Task<StackOutputs> ReadOutputsAsync(bool withReplica, CancellationToken cancellationToken)
    {
        var registry = (await ReadAsync(ReadingScope.Shared, cancellationToken)).Registry;
        var live = registry.Apps.Where(app => app.Standing is AppStanding.Live).ToDictionary(app => app.Name, StringComparer.Ordinal);
        var (outputs, problems) = (new List<AppOutputs>(), new List<Diagnostic>());
        var replica = withReplica && _access.Platform is { } platform ? await platform.FindReplicaAsync(_access.Opener.Address, cancellationToken) : null;
        foreach (var app in _manifest.Apps.Where(app => live.ContainsKey(app.Name)))
        {
            try
            {
                outputs.Add(new AppOutputs(app.Name, app.Database,
                [
                    .. from role in app.Roles
                       from login in live[app.Name].CurrentLogins
                       where login.Role == role.Name
                       select new RoleOutputs(login.Role, login.Name, app.Database, registry.PasswordOf(app.Name, app.Database, login), _access.Opener.Address, _access.Pooler) { Replica = replica, Sync = role.Sync },
                ]));
            }
            catch (DiagnosticException without)
            {
                // One app that waits for a new password keeps nobody from the others
                problems.AddRange(without.Diagnostics);
            }
        }

        return new StackOutputs(outputs, problems);
    }

    /// <summary>Logs in with every connection string, direct and pooled; what does not work. Errors all.</summary>
    public Task<IReadOnlyList<Diagnostic>> TryOutputsAsync(IReadOnlyList<AppOutputs> apps, int parallel, CancellationToken cancellationToken) =>
        OutputsTrial.RunAsync(apps, _environment.Log, parallel, cancellationToken);

    /// <summary>Real logins as each role: its own database, the maintenance database, `template1`, two neighbours or all.</summary>
    public async Task<WallReport> VerifyAsync(bool exhaustive, int parallel, CancellationToken cancellationToken)
    {
        var reading = await ReadAsync(ReadingScope.Shared, cancellationToken);
        var view = await ViewAsync(reading, parallel, cancellationToken);
        var schemas = reading.Desired.Schemas.ToLookup(schema => schema.Database, schema => schema.Name);
        return await new WallProof(_access.Opener, _access.Maintenance, _environment.Log, reading.Registry, reading.Server, reading.Surroundings, schemas, WallAnalysis.Of(view))
            .ReportAsync(exhaustive, parallel, cancellationToken);
    }

    /// <summary>The first half of <see cref="VerifyAsync"/>: what follows from the catalogs alone. Logs in as nobody but the admin.</summary>
    public async Task<WallReport> AnalyseAsync(int parallel, CancellationToken cancellationToken) =>
        WallAnalysis.Of(await ViewAsync(await ReadAsync(ReadingScope.Shared, cancellationToken), parallel, cancellationToken)).Report();

    /// <summary>How a role could get into a database, or why it cannot: by the catalogs alone.</summary>
    /// <exception cref="DiagnosticException">There is no such role, or no such database.</exception>
    public async Task<PathAnswer> ReadPathAsync(RoleName role, DatabaseName database, int parallel, CancellationToken cancellationToken)
    {
        var reading = await ReadAsync(ReadingScope.Shared, cancellationToken);
        if (reading.Surroundings.Roles.All(listing => listing.Role.Name != role)) throw new DiagnosticException(WallCodes.NoSuchPair.With($"There is no role {role}.", "Name a role of the cluster, such as a login of `carpool outputs`.", role.Value));
        if (reading.Surroundings.Databases.All(listing => listing.Name != database)) throw new DiagnosticException(WallCodes.NoSuchPair.With($"There is no database {database}.", "Name a database of the cluster.", database.Value));
        return new ReachAnalysis(await ViewAsync(reading, parallel, cancellationToken)).PathOf(role, database);
    }

    /// <summary>Whether the cluster is fit for what the manifest asks of it. Takes no lock and changes nothing.</summary>
    public async Task<DoctorReport> ExamineAsync(CancellationToken cancellationToken)
    {
        var syncing = _manifest.Apps.Where(app => app.Roles.Any(role => role.Sync is not null)).Select(app => app.Name).ToHashSet(StringComparer.Ordinal);
        var scope = ReadingScope.Shared with { DepthOf = app => IsAwake(app) && syncing.Contains(app.Name) ? ReadingDepth.Inside : ReadingDepth.Shared };
        var reading = await ReadAsync(scope, cancellationToken);
        var capacity = await CapacityReading.ReadAsync(_access.Maintenance, _environment.Log, cancellationToken);
        var shared = Reading.SharedDatabases(reading.Server, reading.Surroundings, reading.Registry.Home).Select(database => database.Name).ToHashSet();
        var parameters = _access.Platform is { } platform ? await platform.FindParametersAsync(cancellationToken) : null;
        await using var standby = await StandbyAccess.OpenAsync(_environment, cancellationToken);
        return DoctorReport.Of(new DoctorView(_manifest, reading.Server, reading.Surroundings, capacity, shared, reading.Unfit)
        {
            Parameters = parameters,
            Standby = standby is null ? null : await StandbyReading.ReadAsync(standby, _environment.Log, cancellationToken),
            Sync = reading.Sync,
            ToFollow = [.. PublishedTableDiff.Between(reading.Actual, reading.Desired).Select(change => change switch
            {
                Change.PublishTable publish => (publish.App!, publish.Table),
                Change.ChangeReplicaIdentity identity => (identity.App!, identity.Table),
                _ => ((string App, ObjectName Table)?)null,
            }).OfType<(string, ObjectName)>().Distinct()],
            PoolSize = _access is { Local: not null, Pooler: not null } ? PoolerFiles.PoolSize : int.TryParse(parameters?.GetValueOrDefault("pgbouncer.default_pool_size"), out var size) ? size : null,
        });
    }

    /// <summary>Does as each sync engine of an app what that would do, on a table of its own, and leaves nothing behind. Waits for another run to end.</summary>
    public async Task<CanaryReport> SendCanaryAsync(string app, CancellationToken cancellationToken)
    {
        await RunLock.TakeAsync(_access.Maintenance, s_canaryPatience, _environment.Log, _environment.Notices, _environment.Clock, cancellationToken);
        return await new CanaryRun(_access, _manifest, _environment, await ReadAsync(ReadingScope.Shared, cancellationToken)).RunAsync(AppOf(app), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _access.DisposeAsync();

    /// <summary>An app, by its name or that of its database.</summary>
    private string AppOf(string name) =>
        _apps.Contains(name) ? name : _manifest.Apps.FirstOrDefault(app => app.Database.Value == name)?.Name ?? name;

    private StackKeys Keys => new(_manifest.Directory, _environment);

    /// <summary>In quarantine nothing is to be kept in shape.</summary>
    private static bool IsAwake(App app) => app.Standing is not (AppStanding.Quarantined or AppStanding.Purging);

    /// <summary>An app that stays is kept in shape; of one that leaves the plan says what it holds.</summary>
    private ReadingDepth DepthOf(App app)
    {
        if (!IsAwake(app)) return ReadingDepth.Shared;
        return _apps.Contains(app.Name) ? ReadingDepth.Inside : ReadingDepth.Contents;
    }

    /// <summary>What names a login stands inside its app's database.</summary>
    private static Func<App, ReadingDepth> DepthOf(RotationScope scope) => app => IsAwake(app) && scope.Touches(app) ? ReadingDepth.Inside : ReadingDepth.Shared;

    /// <summary>An app in conflict is left out of the plan: a diff with what is somebody else's would say nothing.</summary>
    private Wanted WantedByManifest(Reading reading, DateTimeOffset? now = null)
    {
        var inConflict = reading.Conflicts.Where(conflict => conflict.Severity == Severity.Error).Select(conflict => conflict.Subject).ToHashSet(StringComparer.Ordinal);
        var changes = reading.ChangesTo(reading.Desired, now ?? _environment.Clock.GetUtcNow());
        return new(reading.Desired, [.. changes.Where(change => change.App is null || change is Change.Purge || !inConflict.Contains(change.App))], reading.Conflicts);
    }

    private Task<RunReport> RunAsync(string command, RunOptions options, Func<App, ReadingDepth> depthOf, Func<Reading, Wanted> wantedOf, CancellationToken cancellationToken) =>
        RunAsync(command, options, new ReadingScope(options.Only, depthOf), wantedOf, cancellationToken);

    private Task<RunReport> RunAsync(
        string command, RunOptions options, ReadingScope scope, Func<Reading, Wanted> wantedOf, CancellationToken cancellationToken, Func<StackKey>? makeKey = null, Func<StackKey>? nextKey = null) =>
        new StackRun(_access, _environment, options, makeKey ?? Keys.Make, ReadAsync) { NextKey = nextKey }.RunAsync(command, scope with { Parallel = options.Parallel }, wantedOf, cancellationToken);

    private Task<WallView> ViewAsync(Reading reading, int parallel, CancellationToken cancellationToken) =>
        new WallReading(_access, reading, _manifest.Cluster.Watchers, _environment).ReadAsync(parallel, cancellationToken);

    private Task<Reading> ReadAsync(ReadingScope scope, CancellationToken cancellationToken) =>
        Reading.ReadAsync(_access, _manifest, scope, scope.KeyOf ?? Keys.Find, _environment, cancellationToken);
}
