using System.Collections.Concurrent;
using Carpool.Diagnostics;
using Carpool.Registry;
using Carpool.Sessions;
using Carpool.Sql;
using Carpool.State;
using Npgsql;

namespace Carpool.Walls;

/// <summary>
/// Proves walls by trying them: real logins with the real credentials, direct, never through a pooler. Only 42501 is a refusal; a full
/// server, a missing database or a password that no longer works proves nothing.
/// </summary>
internal sealed class WallProof(SessionOpener opener, StackRegistry registry, Server server, Surroundings surroundings)
{
    private const int Neighbours = 2;

    /// <summary>Tries every login of every live app.</summary>
    public async Task<WallReport> ReportAsync(bool exhaustive, int lanes, CancellationToken cancellationToken)
    {
        var probes = Probes(exhaustive).ToList();
        var results = new ConcurrentBag<(Probe Probe, ProbeOutcome Outcome, Diagnostic? Why)>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = lanes, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(probes, options, async (probe, ct) =>
        {
            var (outcome, why) = await TryAsync(probe, ct);
            results.Add((probe, outcome, why));
        });

        var openByPlatform = surroundings.Databases.Where(IsOpenByPlatform).Select(listing => listing.Name).ToHashSet();
        int Count(ProbeOutcome outcome) => results.Count(result => result.Outcome == outcome && !openByPlatform.Contains(result.Probe.Database));
        return new WallReport(
            new ProbeCount(results.Count, Count(ProbeOutcome.Refused), Count(ProbeOutcome.Own), Count(ProbeOutcome.Entered), results.Count(result => result.Outcome == ProbeOutcome.Inconclusive)),
            [
                .. results.Where(result => !(result.Outcome == ProbeOutcome.Entered && openByPlatform.Contains(result.Probe.Database)))
                    .Select(result => Finding(result.Probe, result.Outcome, result.Why)).OfType<Diagnostic>().Distinct()
                    .Concat(OpenNeighbours())
                    .Concat(MembershipPaths.Find([.. registry.Apps.Where(app => app.Standing is AppStanding.Live)], surroundings))
                    .OrderBy(finding => finding.Subject, StringComparer.Ordinal).ThenBy(finding => finding.Message, StringComparer.Ordinal),
            ],
            [
                .. surroundings.Databases.Where(IsOpenByPlatform).Select(listing => WallCodes.OpenByPlatform.With(
                    $"Database {listing.Name} is open to every role, and the admin {server.Admin.Name} may not close it: it belongs to {listing.Owner}.",
                    $"Ask the platform, or a superuser, for: {DatabaseSql.RevokeConnectFromPublic(listing.Name)}",
                    listing.Name.Value)),
                .. OpenSchemas(),
            ]);
    }

    private IEnumerable<Probe> Probes(bool exhaustive)
    {
        var live = registry.Apps.Where(app => app.Standing is AppStanding.Live).OrderBy(app => app.Database.Value, StringComparer.Ordinal).ToList();
        HashSet<DatabaseName> shared = [server.MaintenanceDatabase, new("postgres"), new("template1")];
        var others = surroundings.Databases.Where(listing => listing is { AllowsConnections: true, IsInvalid: false } && !shared.Contains(listing.Name)).Select(listing => listing.Name).ToList();
        foreach (var app in live)
        {
            // The next ones in the circle: over all apps every database is somebody's neighbour
            var at = others.IndexOf(app.Database);
            var circle = others.Skip(at + 1).Concat(others.Take(Math.Max(at, 0))).ToList();
            var targets = surroundings.Databases.Select(listing => listing.Name).Where(shared.Contains).Concat(exhaustive ? circle : circle.Take(Neighbours)).ToList();
            foreach (var login in app.Logins)
            {
                yield return new Probe(app, login, app.Database);
                foreach (var target in targets) yield return new Probe(app, login, target);
            }
        }
    }

    private async Task<(ProbeOutcome Outcome, Diagnostic? Why)> TryAsync(Probe probe, CancellationToken cancellationToken)
    {
        try
        {
            await using var session = await opener.OpenAsync(probe.Database, probe.Login.Name, registry.PasswordOf(probe.App.Name, probe.App.Database, probe.Login), cancellationToken);
            if (probe.Database != probe.App.Database) return (ProbeOutcome.Entered, null);
            await using var command = session.Command("SELECT CURRENT_USER::pg_catalog.text");
            var user = (string?)await command.ExecuteScalarAsync(cancellationToken);
            var wanted = probe.App.SessionRoleOf(probe.Login);
            return user == wanted.Value ? (ProbeOutcome.Own, null) : (ProbeOutcome.Inconclusive, Inconclusive(probe, $"the session starts as {user}, not as {wanted}"));
        }
        catch (DiagnosticException refused) when (probe.Database != probe.App.Database
            && refused.InnerException is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege })
        {
            return (ProbeOutcome.Refused, null);
        }
        catch (DiagnosticException failure)
        {
            // Without a password no probe of the login can be made, and that is one finding
            var why = failure.Diagnostics[0];
            return (ProbeOutcome.Inconclusive, why.Code == CatalogCodes.NoCredential ? why : Inconclusive(probe, why.Message));
        }
        catch (NpgsqlException failure)
        {
            return (ProbeOutcome.Inconclusive, Inconclusive(probe, failure.Message));
        }
    }

    private static Diagnostic Inconclusive(Probe probe, string words) => WallCodes.Inconclusive.With(
        $"{probe.Login.Name} of app {probe.App.Name} and database {probe.Database}: {words}.", "Run `carpool up`, then verify again.", probe.Login.Name.Value);

    private static Diagnostic? Finding(Probe probe, ProbeOutcome outcome, Diagnostic? why) => outcome switch
    {
        ProbeOutcome.Entered => WallCodes.Entered.With(
            $"{probe.Login.Name} of app {probe.App.Name} got into database {probe.Database}.", $"Close it: {DatabaseSql.RevokeConnectFromPublic(probe.Database)}, and look for other grants.", probe.Login.Name.Value),
        ProbeOutcome.Inconclusive or ProbeOutcome.Refused or ProbeOutcome.Own => why,
        _ => throw new InvalidOperationException($"{outcome} is no outcome"),
    };

    /// <summary>Every open one, not only those that a probe met.</summary>
    private IEnumerable<Diagnostic> OpenNeighbours() => surroundings.Databases
        .Where(listing => listing is { IsOpen: true, AllowsConnections: true } && listing.Name != server.MaintenanceDatabase && listing.Name.Value is not ("postgres" or "template1"))
        .Select(listing => WallCodes.OpenDatabase.With(
            $"Database {listing.Name} of {listing.Owner} is open to every role of the cluster, the apps' among them.", $"As {listing.Owner}: {DatabaseSql.RevokeConnectFromPublic(listing.Name)}", listing.Name.Value));

    /// <summary>Schema `public` of 14 belongs to the bootstrap superuser: only a superuser can close it, and only app logins ever see it.</summary>
    private IEnumerable<Diagnostic> OpenSchemas() => server.MayTakeOverPublicSchema
        ? []
        : registry.Apps.Where(app => app.Standing is AppStanding.Live).Select(app => WallCodes.SchemaOpenByPlatform.With(
            $"Schema public of database {app.Database} is open to all who may connect, and on Postgres 14 only a superuser can close it.",
            "Keep the app's objects in a schema of their own, or upgrade to 15.",
            app.Name));

    private bool IsOpenByPlatform(DatabaseListing listing) =>
        listing is { IsOpen: true, AllowsConnections: true, AdminMayGrant: false } && (listing.Name == server.MaintenanceDatabase || listing.Name.Value is "postgres" or "template1");

    private sealed record Probe(App App, Login Login, DatabaseName Database);

    private enum ProbeOutcome
    {
        Refused,
        Own,
        Entered,
        Inconclusive,
    }
}
