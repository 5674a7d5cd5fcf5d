using Carpool.Catalog;
using Carpool.Diagnostics;
using Carpool.Registry;
using Carpool.Sessions;
using Carpool.State;
using Carpool.Walls.Trials;
using Npgsql;

namespace Carpool.Walls;

/// <summary>
/// Puts the proof together: what the catalogs say, what real logins meet with the real credentials, and whether the two agree.
/// </summary>
/// <param name="maintenance">A session of the admin, in the maintenance database.</param>
/// <param name="schemas">Of every app's database, what the manifest asks for.</param>
internal sealed class WallProof(
    SessionOpener opener,
    NpgsqlConnection maintenance,
    IStatementLog log,
    StackRegistry registry,
    Server server,
    Surroundings surroundings,
    ILookup<DatabaseName, SchemaName> schemas,
    WallAnalysis analysis)
{
    /// <summary>Tries every login of every live app.</summary>
    public async Task<WallReport> ReportAsync(bool exhaustive, int lanes, CancellationToken cancellationToken)
    {
        var live = registry.Apps.Where(app => app.Standing is AppStanding.Live).ToList();
        var trial = await TryAsync(live, exhaustive, lanes, cancellationToken);
        var openByPlatform = surroundings.Databases.Where(IsOpenByPlatform).Select(listing => listing.Name).ToHashSet();
        int Count(ProbeOutcome outcome) => trial.Logins.Count(result => result.Outcome == outcome && !openByPlatform.Contains(result.Probe.Database));
        int CountActs(ActOutcome outcome) => trial.Acts.Count(result => result.Outcome == outcome);
        return new WallReport(
            new ProbeCount(
                trial.Logins.Count, Count(ProbeOutcome.Refused), Count(ProbeOutcome.Own), Count(ProbeOutcome.Entered), trial.Logins.Count(result => result.Outcome == ProbeOutcome.Inconclusive)),
            WallReport.InOrder(
            [
                .. trial.Logins.Where(result => !(result.Outcome == ProbeOutcome.Entered && openByPlatform.Contains(result.Probe.Database))).Select(Finding)
                    .Concat(trial.Acts.Select(act => act.Finding)).OfType<Diagnostic>().Distinct(),
                .. Disagreement.Find(analysis.Matrix, trial.Logins),
                .. analysis.Findings,
            ]),
            analysis.OpenByPlatform)
        {
            Unknown = analysis.Unknown,
            Matrix = analysis.Matrix,
            Acts = new(trial.Acts.Count, CountActs(ActOutcome.Refused), CountActs(ActOutcome.Done), CountActs(ActOutcome.Inconclusive)),
        };
    }

    private async Task<TrialReport> TryAsync(IReadOnlyList<App> live, bool exhaustive, int lanes, CancellationToken cancellationToken)
    {
        var circle = ProbeCircle.Of(surroundings.Databases, server.MaintenanceDatabase, registry.Home);
        var limited = surroundings.Roles.Where(listing => listing.Role.ConnectionLimit is not null).Select(listing => listing.Role.Name).ToHashSet();
        var superusers = surroundings.Roles.Where(listing => listing.Role.Attributes.HasFlag(RoleAttributes.Superuser)).Select(listing => listing.Role.Name);
        await using var decoys = await Decoys.OpenAsync(opener, maintenance, registry, server, live, limited.Union(superusers).ToHashSet(), lanes, cancellationToken);
        var grounds = new Grounds(server, surroundings, live, circle, schemas, decoys.All);
        using var pace = new Pace(Math.Clamp(server.FreeConnections - decoys.Held, 1, lanes), ct => FreeConnections.ReadAsync(maintenance, log, ct));
        return await new Trial(opener, log, registry, pace, grounds.Of).RunAsync(circle.Probes(live, exhaustive), limited, cancellationToken);
    }

    private static Diagnostic? Finding(ProbeResult result) => result is { Outcome: ProbeOutcome.Entered, Probe: var probe }
        ? WallCodes.Entered.With(
            $"{probe.Login.Name} of app {probe.App.Name} got into database {probe.Database}.", $"Close what `carpool verify --path {probe.Login.Name} {probe.Database}` tells.", probe.Login.Name.Value)
        : result.Why;

    private bool IsOpenByPlatform(DatabaseListing listing) =>
        listing is { IsOpen: true, AllowsConnections: true, AdminMayGrant: false } && (listing.Name == server.MaintenanceDatabase || listing.Name.Value is "postgres" or "template1" || PlatformNames.AreIn(listing.Name));
}
