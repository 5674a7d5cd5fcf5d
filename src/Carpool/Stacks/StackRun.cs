using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.Execution;
using Carpool.Planning;
using Carpool.Registry;
using Carpool.Sessions;
using Carpool.Sql;
using Carpool.State;
using Npgsql;

namespace Carpool.Stacks;

/// <summary>One run that may change the cluster, from the lock to the reading back. The commands differ only in which changes they ask for.</summary>
internal sealed class StackRun(ClusterAccess access, StackEnvironment environment, RunOptions options, Func<StackKey> makeKey, Func<ReadingScope, CancellationToken, Task<Reading>> readAsync)
{
    private readonly SessionOpener _lanes = access.Opener.As(LeftoverLanes.ApplicationName);

    /// <summary>Gives the key that the stack goes over to; null where it keeps the one it has.</summary>
    public Func<StackKey>? NextKey { get; init; }

    /// <summary>Carries out what <paramref name="wantedOf"/> makes of a reading.</summary>
    /// <param name="command">For the history of applies.</param>
    public async Task<RunReport> RunAsync(string command, ReadingScope scope, Func<Reading, Wanted> wantedOf, CancellationToken cancellationToken)
    {
        var (clock, log) = (environment.Clock, environment.Log);
        var started = clock.GetTimestamp();
        var startedAt = clock.GetUtcNow();
        await RunLock.TakeAsync(access.Maintenance, options.LockTimeout, log, environment.Notices, clock, cancellationToken);
        await LeftoverLanes.EndAsync(access.Maintenance, log, cancellationToken);
        var reading = await readAsync(scope, cancellationToken);
        if (reading.Registry is { Canaries.Count: > 0, Version: var version } && version == environment.Tables.Version)
        {
            await CanaryRun.TidyAsync(access, environment, reading, cancellationToken);
            reading = await readAsync(scope, cancellationToken);
        }

        var plan = reading.PlanOf(wantedOf(reading));
        if (Hindered() is { } hindered) return hindered;
        if (plan.IsEmpty && plan.Steps.Count == 0) return Report(RunOutcome.InSync, []);
        if (!await options.ConfirmAsync(plan, cancellationToken)) return Report(RunOutcome.Declined, []);

        reading.Registry.Key ??= makeKey();
        if (LoginsToMake(plan, reading) is { Count: > 0 } logins)
        {
            // What a platform calls them is known once it made them: only then is there a plan that can be carried out
            await access.Platform!.Logins.MakeAsync(logins, reading.Surroundings, cancellationToken);
            reading = await readAsync(scope, cancellationToken);
            plan = reading.PlanOf(wantedOf(reading));
            if (Hindered() is { } since) return since;
            reading.Registry.Key ??= makeKey();
        }

        reading.Registry.NextKey = NextKey?.Invoke();
        var writer = new RegistryWriter(reading.Registry, environment.Tables, log, clock);
        await using var lookout = new Lookout(access.Maintenance);
        var pooler = new PoolerProof(access.Pooler is { } address ? new SessionOpener(address, log) : null, () => UpdatePoolerAsync(lookout), log, clock);
        var runner = new StepRunner(_lanes, reading.Registry, writer, reading.Server, new HeldLock(access.Maintenance, log, clock), lookout, pooler, access.Platform?.Logins, log, environment.Notices);
        await using var first = new LaneSession(_lanes);
        await PrepareHomeAsync(reading, writer, first, lookout, cancellationToken);

        IReadOnlyList<Diagnostic> failures = await new Executor(runner, _lanes, first, Lanes(reading), new StepProgress(plan, options.Progress)).ExecuteAsync(plan, cancellationToken);
        // Interrupted or not, what was done is made good, and its report is given whatever fails now
        failures = [.. failures, .. await TryAsync(() => UpdatePoolerAsync(lookout))];
        if (failures.Count == 0) failures = await TryAsync(() => ReadBackAsync(plan, scope with { Seen = runner.Seen }, wantedOf, CancellationToken.None));
        var outcome = failures.Count == 0 ? RunOutcome.Applied : RunOutcome.Failed;
        failures = [.. failures, .. await TryAsync(async () => await writer.WriteHistoryAsync(
            await first.InAsync(reading.Registry.Home, CancellationToken.None), command, startedAt, outcome.ToString(), plan.Changes.Count, clock.GetElapsedTime(started), CancellationToken.None))];
        return Report(outcome, [.. failures, .. runner.Warnings]);

        RunReport Report(RunOutcome outcome, IReadOnlyList<Diagnostic> failures) => new(outcome, plan, [.. plan.Diagnostics, .. failures], clock.GetElapsedTime(started));

        RunReport? Hindered()
        {
            // What cannot be ended matters once the hazard of ending it is allowed
            var blocking = plan.BlockedBy(options.AllowedHazards);
            var errors = plan.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error);
            if (errors.Any(error => blocking.Count == 0 || error.Code != CatalogCodes.SessionOutOfReach)) return Report(RunOutcome.Refused, []);
            return blocking.Count > 0 ? Report(RunOutcome.Blocked, [.. blocking.Select(hazard => hazard.Diagnostic)]) : null;
        }
    }

    /// <summary>The logins that a plan has a platform make first, by what they are to be displayed as.</summary>
    public static IReadOnlyList<string> LoginsToMake(Plan plan, Reading reading) => reading.MakesLoginsByApi
        ?
        [
            .. plan.Changes.Select(change => change switch
            {
                Change.CreateRole { Role: { CanLogin: true } role } => role.Name,
                Change.AddLogin add => add.Login.Name,
                _ => null,
            }).OfType<RoleName>().Where(name => !PlatformNames.IsMadeByApi(name)).Select(name => name.Value).Distinct(StringComparer.Ordinal),
        ]
        : [];

    private static Task<IReadOnlyList<Diagnostic>> TryAsync(Func<Task> act) => TryAsync(async () =>
    {
        await act();
        return [];
    });

    private static async Task<IReadOnlyList<Diagnostic>> TryAsync(Func<Task<IReadOnlyList<Diagnostic>>> act)
    {
        try
        {
            return await act();
        }
        catch (DiagnosticException failure)
        {
            return failure.Diagnostics;
        }
        catch (NpgsqlException failure)
        {
            return [ServerErrors.ToDiagnostic(failure, "postgres")];
        }
    }

    /// <summary>Never more sessions at once than <see cref="RunOptions.Parallel"/> and the lock's, nor than the server has free.</summary>
    private int Lanes(Reading reading) => Math.Max(Math.Min(options.Parallel, reading.Server.FreeConnections), 1);

    /// <summary>The registry's home and tables come before anything that they are to remember.</summary>
    private async Task PrepareHomeAsync(Reading reading, RegistryWriter writer, LaneSession lane, Lookout lookout, CancellationToken cancellationToken)
    {
        var registry = reading.Registry;
        if (!registry.Exists && registry.Home != reading.Server.MaintenanceDatabase)
        {
            var isMade = reading.Surroundings.Databases.Any(listing => listing.Name == registry.Home);
            await Watch(() => lane.ProcessId, DatabaseSql.Source).OverAsync(() => RegistryHome.CompleteAsync(
                () => lane.InAsync(reading.Server.MaintenanceDatabase, cancellationToken), registry.Home, isMade, environment.Log, cancellationToken));
        }

        var session = await lane.InAsync(registry.Home, cancellationToken);
        await Watch(session.ProcessIdOrNull).OverAsync(async () =>
        {
            try
            {
                await writer.PrepareAsync(session, cancellationToken);
            }
            catch (Exception failure) when (session.Caused(failure))
            {
                throw session.Told(failure);
            }
        });

        WaitWatch Watch(Func<int?> waiting, DatabaseName? emptied = null) => new(lookout, waiting, emptied, environment.Log, environment.Notices);
    }

    /// <summary>What was touched is read anew; whatever still differs did not take effect, silently.</summary>
    private async Task<IReadOnlyList<Diagnostic>> ReadBackAsync(Plan plan, ReadingScope scope, Func<Reading, Wanted> wantedOf, CancellationToken cancellationToken)
    {
        var touched = plan.Changes.Any(change => change.App is null) ? scope.Only : plan.Changes.Select(change => change.App!).ToHashSet(StringComparer.Ordinal);
        return [.. wantedOf(await readAsync(scope with { Only = touched }, cancellationToken)).Changes.Select(change => ExecutionCodes.NotEffective.With(
            $"{change.Action} {change.Kind} {change.Name} did not take effect, or was undone at once by somebody else.", "Run the command again; where it stays, look for what undoes it.", change.App))];
    }

    /// <summary>The local pooler lets in whoever the server does, by the same verifiers. One at a time: whoever comes later has the newer list.</summary>
    private Task UpdatePoolerAsync(Lookout lookout) => access.Local is not { } local ? Task.CompletedTask : lookout.LookAsync(
        async session =>
        {
            var verifiers = await session.ReadAsync(
                environment.Log,
                "SELECT a.rolname::pg_catalog.text, a.rolpassword FROM pg_catalog.pg_authid AS a WHERE a.rolcanlogin AND NOT a.rolsuper AND a.rolpassword IS NOT NULL ORDER BY 1",
                row => new Local.PoolerLogin(new RoleName(row.GetString(0)), row.GetString(1)),
                CancellationToken.None);
            await local.UpdatePoolerAsync(verifiers, CancellationToken.None);
            return true;
        },
        CancellationToken.None);
}
