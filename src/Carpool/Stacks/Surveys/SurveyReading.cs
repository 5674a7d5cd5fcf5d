using Carpool.Catalog;
using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.Manifest.Reading;
using Carpool.Registry;
using Carpool.Sessions;
using Carpool.State;

namespace Carpool.Stacks;

/// <summary>Which databases of a cluster are described, and the look into them.</summary>
internal sealed class SurveyReading(Reading reading, SessionOpener opener, StackEnvironment environment, string file)
{
    /// <summary>The named databases, or all that an app could have. A named one that cannot be an app's is an error.</summary>
    public async Task<(IReadOnlyList<DatabaseSurvey> Databases, IReadOnlyList<Diagnostic> Findings)> ReadAsync(IReadOnlySet<string> named, CancellationToken cancellationToken)
    {
        var listings = reading.Surroundings.Databases.ToDictionary(listing => listing.Name.Value, StringComparer.Ordinal);
        var refused = named.Where(name => !listings.ContainsKey(name)).Select(name => CatalogCodes.NoAppsDatabase.With($"There is no database {name}.", "Name one that exists.", name)).ToList();
        var (chosen, left) = (new List<DatabaseListing>(), new List<Diagnostic>());
        foreach (var listing in listings.Values.Where(listing => named.Count == 0 || named.Contains(listing.Name.Value)).OrderBy(listing => listing.Name.Value, StringComparer.Ordinal))
        {
            if (named.Count == 0 && IsNobodys(listing)) continue;
            if (Obstacle(listing) is not { } obstacle) chosen.Add(listing);
            else (named.Count == 0 ? left : refused).Add(obstacle);
        }

        if (refused.Count > 0) throw new DiagnosticException(refused);
        var surveys = new DatabaseSurvey[chosen.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Clamp(reading.Server.FreeConnections, 1, 4), CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, chosen.Count, options, async (index, ct) =>
        {
            await using var session = await opener.OpenAsync(chosen[index].Name, ct);
            surveys[index] = new DatabaseSurvey(chosen[index], await InsideCatalog.ReadAsync(session, environment.Log, ct), reading.Surroundings, reading.Server);
        });
        return (surveys, [.. left.Select(finding => finding with { Severity = Severity.Warning })]);
    }

    /// <summary>What no app has, whoever's cluster it is.</summary>
    private bool IsNobodys(DatabaseListing listing) =>
        listing.IsTemplate || IsShared(listing) || listing.Name.Value.StartsWith("pscale_", StringComparison.Ordinal) || QuarantineName.Read(listing.Name.Value) is not null
        || reading.Registry.ManagedDatabases.Contains(listing.Name);

    private bool IsShared(DatabaseListing listing) =>
        listing.Name == reading.Server.MaintenanceDatabase || listing.Name == reading.Registry.Home || listing.Name.Value is RegistryTables.Name or "postgres";

    private Diagnostic? Obstacle(DatabaseListing listing)
    {
        var problems = new Problems(file);
        var place = new SourceLocation(file, 1, 1);
        var (why, fix) = listing switch
        {
            _ when IsShared(listing) => ("is shared by all apps: the maintenance database is never adopted", "Move what an app has in it to a database of its own."),
            { IsTemplate: true } => ("is a template", "Run ALTER DATABASE … IS_TEMPLATE false if it is an app's."),
            { IsInvalid: true } => ("is invalid: a DROP DATABASE was interrupted", "Drop it."),
            { AllowsConnections: false } => ("lets nobody connect", "Run ALTER DATABASE … ALLOW_CONNECTIONS true if it is an app's."),
            { AdminMayConnect: false } => ($"does not let the admin {reading.Server.Admin.Name} in", "As its owner or a superuser, run GRANT CONNECT ON DATABASE … TO the admin."),
            _ when reading.Registry.ManagedDatabases.Contains(listing.Name) => ("is on record already", "See `carpool status`."),
            _ when !new NameRules(problems).AllowDatabase(new(listing.Name.Value, listing.Name.Value, place)) => ("has a name that no manifest can hold", "Rename it, and adopt again."),
            _ => (null, ""),
        };
        return why is null ? null : CatalogCodes.NoAppsDatabase.With($"Database {listing.Name} {why}.", fix, listing.Name.Value);
    }
}
