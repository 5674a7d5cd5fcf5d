using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.Manifest;
using Carpool.Planning;
using Carpool.State;
using Carpool.Walls;

namespace Carpool.Stacks;

/// <summary>The apps of one manifest on one cluster, and all that can be done with them. Failures of the infrastructure are DiagnosticExceptions.</summary>
public sealed class Stack : IAsyncDisposable
{
    private static readonly IReadOnlySet<string> Everything = new HashSet<string>(StringComparer.Ordinal);

    private readonly StackManifest _manifest;
    private readonly StackEnvironment _environment;
    private readonly ClusterAccess _access;

    private Stack(StackManifest manifest, StackEnvironment environment, ClusterAccess access) => (_manifest, _environment, _access) = (manifest, environment, access);

    /// <summary>Connects; starts the local cluster first where the manifest says so.</summary>
    public static async Task<Stack> OpenAsync(StackManifest manifest, StackEnvironment environment, CancellationToken cancellationToken) =>
        new(manifest, environment, await ClusterAccess.OpenAsync(manifest, environment, cancellationToken));

    /// <summary>What `up` would do. Takes no lock and changes nothing.</summary>
    /// <param name="triesCredentials">Logs in with every password on record, to find those that somebody changed.</param>
    public async Task<Plan> PreviewAsync(IReadOnlySet<string> only, bool triesCredentials, CancellationToken cancellationToken)
    {
        var reading = await ReadAsync(only, Order(IsAwake) with { TriesCredentials = triesCredentials }, cancellationToken);
        var wanted = WantedByManifest(reading);
        var plan = Planner.Plan(reading.Actual, wanted.Desired, reading.Surroundings, reading.Server, wanted.Changes);
        return plan with { Diagnostics = [.. reading.Unfit, .. wanted.Diagnostics, .. plan.Diagnostics] };
    }

    /// <summary>Makes the cluster what the manifest says.</summary>
    public Task<RunReport> UpAsync(RunOptions options, CancellationToken cancellationToken) =>
        RunAsync("up", options, Order(IsAwake) with { TriesCredentials = options.TriesCredentials }, WantedByManifest, cancellationToken);

    /// <summary>Puts apps on record as the cluster shows them: the named ones, or all of the manifest and what is quarantined. Changes nothing else.</summary>
    /// <param name="givesUpKey">The stack's key is lost: everything on record of the stack is forgotten, and it begins with a new key.</param>
    public Task<RunReport> AdoptAsync(IReadOnlySet<string> apps, bool givesUpKey, RunOptions options, CancellationToken cancellationToken)
    {
        var keys = new StackKeys(_manifest.Directory, _environment);
        var order = new ReadingOrder(givesUpKey ? keys.FindUnlessLost : keys.Find, _ => false, AllowsSpoiltRows: true);
        return RunAsync("adopt", options, order, new Adoptions(_manifest, apps, givesUpKey).Of, cancellationToken, givesUpKey ? keys.Replace : keys.Make);
    }

    /// <summary>Gives logins a new password under the name that they have: those of the named apps or roles, or all where none is named.</summary>
    public Task<RunReport> RotateInPlaceAsync(IReadOnlyList<(string App, string? Role)> logins, RunOptions options, CancellationToken cancellationToken) =>
        RunAsync("rotate", options, Order(_ => false), new Rotation(logins).Of, cancellationToken);

    /// <summary>Brings a quarantined app back.</summary>
    public Task<RunReport> RestoreAsync(string app, RunOptions options, CancellationToken cancellationToken) =>
        RunAsync("restore", options, Order(_ => false), reading => Removals.Restore(app, _manifest.Cluster.Watchers, reading), cancellationToken);

    /// <summary>Drops quarantined apps for good: the named ones, or all where none is named, that were removed at least <paramref name="olderThan"/> ago.</summary>
    public Task<RunReport> PurgeAsync(IReadOnlySet<string> apps, TimeSpan olderThan, RunOptions options, CancellationToken cancellationToken) =>
        RunAsync("purge", options, Order(app => !IsAwake(app)), reading => Removals.Purge(apps, _environment.Clock.GetUtcNow() - olderThan, reading), cancellationToken);

    /// <summary>Removes every app of the stack, each in its own way.</summary>
    public Task<RunReport> DestroyAsync(RunOptions options, CancellationToken cancellationToken) =>
        RunAsync("destroy", options, Order(IsAwake), reading => Removals.Destroy(_environment.Clock.GetUtcNow(), reading), cancellationToken);

    /// <summary>The apps with their sizes, sessions, roles and age; quarantined ones too.</summary>
    public async Task<StackStatus> ReadStatusAsync(CancellationToken cancellationToken) =>
        StatusReport.Of(_manifest, await ReadAsync(Everything, Order(_ => true), cancellationToken));

    /// <summary>Connection strings of live apps, in the order of the manifest.</summary>
    public async Task<StackOutputs> ReadOutputsAsync(CancellationToken cancellationToken)
    {
        var registry = (await ReadAsync(Everything, Order(_ => false), cancellationToken)).Registry;
        var live = registry.Apps.Where(app => app.Standing is AppStanding.Live).ToDictionary(app => app.Name, StringComparer.Ordinal);
        var (outputs, problems) = (new List<AppOutputs>(), new List<Diagnostic>());
        foreach (var app in _manifest.Apps.Where(app => live.ContainsKey(app.Name)))
        {
            try
            {
                outputs.Add(new AppOutputs(app.Name, app.Database,
                [
                    .. app.Roles.SelectMany(role => live[app.Name].Logins.Where(login => login.Role == role.Name)).Select(login => new RoleOutputs(
                        login.Role, login.Name, app.Database, registry.PasswordOf(app.Name, app.Database, login), _access.Opener.Address, _access.Pooler)),
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

    /// <summary>Real logins as each role: its own database, the maintenance database, `template1`, two neighbours or all.</summary>
    public async Task<WallReport> VerifyAsync(bool exhaustive, int parallel, CancellationToken cancellationToken)
    {
        var reading = await ReadAsync(Everything, Order(_ => false), cancellationToken);
        var lanes = Math.Clamp(reading.Server.FreeConnections, 1, parallel);
        return await new WallProof(_access.Opener, reading.Registry, reading.Server, reading.Surroundings).ReportAsync(exhaustive, lanes, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _access.DisposeAsync();

    /// <summary>An app whose database is looked into: in quarantine nothing is to be kept in shape.</summary>
    private static bool IsAwake(App app) => app.Standing is not (AppStanding.Quarantined or AppStanding.Purging);

    /// <summary>An app in conflict is left out of the plan: a diff with what is somebody else's would say nothing.</summary>
    private Wanted WantedByManifest(Reading reading)
    {
        var inConflict = reading.Conflicts.Where(conflict => conflict.Severity == Severity.Error).Select(conflict => conflict.Subject).ToHashSet(StringComparer.Ordinal);
        var changes = StateDiff.Between(reading.Actual, reading.Desired, _environment.Clock.GetUtcNow());
        return new(reading.Desired, [.. changes.Where(change => change.App is null || change is Change.Purge || !inConflict.Contains(change.App))], reading.Conflicts);
    }

    private ReadingOrder Order(Func<App, bool> looksInside) => new(new StackKeys(_manifest.Directory, _environment).Find, looksInside);

    private Task<RunReport> RunAsync(
        string command, RunOptions options, ReadingOrder order, Func<Reading, Wanted> wantedOf, CancellationToken cancellationToken, Func<StackKey>? makeKey = null) =>
        new StackRun(_access, _environment, options, makeKey ?? new StackKeys(_manifest.Directory, _environment).Make, (only, ct) => ReadAsync(only, order, ct))
            .RunAsync(command, wantedOf, cancellationToken);

    private Task<Reading> ReadAsync(IReadOnlySet<string> only, ReadingOrder order, CancellationToken cancellationToken) =>
        Reading.ReadAsync(_access, _manifest, only, order, _environment.Tables, _environment.Log, cancellationToken);
}
