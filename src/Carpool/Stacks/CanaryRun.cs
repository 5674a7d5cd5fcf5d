using Carpool.Diagnostics;
using Carpool.Doctor.Canary;
using Carpool.Manifest;
using Carpool.Registry;
using Carpool.State;

namespace Carpool.Stacks;

/// <summary>Sends a canary as each sync engine of an app, under the run's lock: what an earlier one left goes first.</summary>
internal sealed class CanaryRun(ClusterAccess access, StackManifest manifest, StackEnvironment environment, Reading reading)
{
    private readonly StackRegistry _registry = reading.Registry;

    /// <summary>The steps of every engine.</summary>
    /// <exception cref="DiagnosticException">There is no such app that is live and has an engine, or the cluster cannot be changed.</exception>
    public async Task<CanaryReport> RunAsync(string name, CancellationToken cancellationToken)
    {
        var routes = RoutesOf(name);
        if (reading.Unfit.Any(diagnostic => diagnostic.Severity == Severity.Error)) throw new DiagnosticException([.. reading.Unfit]);
        var log = environment.Log;
        await using var home = await access.Opener.OpenAsync(_registry.Home, cancellationToken);
        var writer = new RegistryWriter(_registry, environment.Tables, log, environment.Clock);
        await writer.PrepareAsync(home, cancellationToken);
        await using var standby = await StandbyAccess.OpenAsync(environment, cancellationToken);
        var sweep = new CanarySweep(access.Opener, home, writer, reading.Server, log, environment.Clock);
        var steps = new List<CanaryStep>(await SweepAsync(sweep, cancellationToken));
        foreach (var route in routes)
        {
            var flight = new CanaryFlight(route, access.Opener, home, writer, sweep, reading.Server, standby, log, environment.Clock);
            steps.AddRange(await flight.FlyAsync(cancellationToken));
        }

        return new CanaryReport(name, steps);
    }

    /// <summary>Takes away what canaries left that were killed; what cannot be taken away is told by the next canary.</summary>
    public static async Task TidyAsync(ClusterAccess access, StackEnvironment environment, Reading reading, CancellationToken cancellationToken)
    {
        try
        {
            await using var home = await access.Opener.OpenAsync(reading.Registry.Home, cancellationToken);
            var sweep = new CanarySweep(access.Opener, home, new RegistryWriter(reading.Registry, environment.Tables, environment.Log, environment.Clock), reading.Server, environment.Log, environment.Clock);
            foreach (var mark in reading.Registry.Canaries) await sweep.RemoveAsync(mark, cancellationToken);
        }
        catch (DiagnosticException failure)
        {
            environment.Notices.Report($"A canary's leavings stay for now: {failure.Diagnostics[0].Message}");
        }
    }

    private async Task<IReadOnlyList<CanaryStep>> SweepAsync(CanarySweep sweep, CancellationToken cancellationToken)
    {
        var trail = new CanaryTrail(engine: null, _registry.Home.Value);
        foreach (var mark in _registry.Canaries)
        {
            await trail.TryAsync("sweep", CanaryCodes.Left, async () =>
            {
                await sweep.RemoveAsync(mark, cancellationToken);
                return $"What an earlier canary left was taken away: {mark.Name}";
            });
        }

        return trail.Steps;
    }

    private List<CanaryRoute> RoutesOf(string name)
    {
        var wanted = manifest.Apps.FirstOrDefault(app => app.Name == name);
        var live = _registry.Apps.FirstOrDefault(app => app.Name == name && app.Standing is AppStanding.Live);
        if (wanted is null || live?.DatabaseOid is not { } oid)
        {
            throw new DiagnosticException(CanaryCodes.NothingToTry.With($"There is no live app {name} of the manifest.", "Name an app of the manifest, and run `carpool up` first.", name));
        }

        List<CanaryRoute> routes =
        [
            .. from role in wanted.Roles.Where(role => role.Sync is not null).DistinctBy(role => role.Name, StringComparer.Ordinal)
               from login in live.CurrentLogins
               where login.Role == role.Name && login.Access is Access.Sync
               select new CanaryRoute(
                   live, oid, role.Name, login, _registry.PasswordOf(live.Name, live.Database, login), DesiredSync.ScopeOf(wanted, role.Sync!),
                   role.Sync!.Slot is not null && reading.Server.HasFailoverSlots && role.Sync.HasFailover != false),
        ];
        return routes.Count > 0
            ? routes
            : throw new DiagnosticException(CanaryCodes.NothingToTry.With($"App {name} has no sync engine that is set up.", "Give it one under `sync` in the manifest, and run `carpool up`.", name));
    }
}
