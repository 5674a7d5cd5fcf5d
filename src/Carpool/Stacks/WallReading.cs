using System.Collections.Concurrent;
using Carpool.Catalog;
using Carpool.Diagnostics;
using Carpool.State;
using Carpool.Walls;
using Carpool.Walls.Trails;

namespace Carpool.Stacks;

/// <summary>Reads what the analysis of the walls looks at: shared guards on the maintenance session, and one session in each database that somebody lives in or works in.</summary>
internal sealed class WallReading(ClusterAccess access, Reading reading, IReadOnlyList<RoleName> watchers, StackEnvironment environment)
{
    /// <param name="parallel">How many sessions at most look into databases at once, where so many are free.</param>
    public async Task<WallView> ReadAsync(int parallel, CancellationToken cancellationToken)
    {
        var (server, surroundings) = (reading.Server, reading.Surroundings);
        var shared = Reading.SharedDatabases(server, surroundings, reading.Registry.Home).Select(database => database.Name).Concat(surroundings.Databases.Select(listing => listing.Name).Where(PlatformNames.AreIn)).ToHashSet();
        var tenancy = Tenancy.Of(reading.Registry.Apps, surroundings, shared, [server.Admin.Name, .. watchers, .. surroundings.Roles.Select(listing => listing.Role.Name).Where(PlatformNames.AreIn)]);
        var guards = await GuardReading.ReadAsync(access.Maintenance, server, environment.Log, cancellationToken);
        var homes = surroundings.Databases.Where(listing => (tenancy.Of(listing.Name) is not null || shared.Contains(listing.Name)) && listing is { AllowsConnections: true, IsInvalid: false, AdminMayConnect: true });
        var oids = surroundings.Roles.ToDictionary(listing => listing.Role.Name, listing => listing.Oid);
        IReadOnlyCollection<uint> ResidentsOf(DatabaseName database) => [.. (tenancy.Of(database)?.Roles ?? new HashSet<RoleName>()).Where(oids.ContainsKey).Select(role => oids[role])];
        var insides = new ConcurrentDictionary<DatabaseName, InsideGuards>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Clamp(server.FreeConnections, 1, parallel), CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(homes, options, async (home, ct) =>
        {
            try
            {
                await using var session = await access.Opener.OpenAsync(home.Name, ct);
                insides[home.Name] = await InsideGuards.ReadAsync(session, ResidentsOf(home.Name), environment.Log, ct);
            }
            catch (DiagnosticException)
            {
                // Full, or dropped meanwhile: what was not seen is said to be unknown
            }
        });
        var here = new Loopback(access.Opener.Address.Host, access.Opener.Address.Port);
        return new WallView(server, surroundings, guards, insides, tenancy, reading.Desired, here);
    }
}
