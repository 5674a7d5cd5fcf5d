using Carpool.State;

namespace Carpool.Walls.Trials;

/// <summary>
/// Which login is tried where: its own database, those that every app shares, and the next ones in the circle of all the others. Over all
/// apps every database is somebody's neighbour, at a cost that grows with the apps and not with their square.
/// </summary>
/// <param name="Shared">The maintenance database, `template1`, `postgres` and the registry's home, as far as they let anybody in at all.</param>
/// <param name="Others">Every other database that does, in the cluster's order.</param>
internal sealed record ProbeCircle(IReadOnlyList<DatabaseName> Shared, IReadOnlyList<DatabaseName> Others)
{
    private const int Neighbours = 2;

    /// <summary>The circle of a cluster.</summary>
    /// <param name="home">The database that holds the registry.</param>
    public static ProbeCircle Of(IReadOnlyList<DatabaseListing> databases, DatabaseName maintenance, DatabaseName home)
    {
        HashSet<DatabaseName> shared = [maintenance, home, new("postgres"), new("template1")];

        // A database that lets nobody connect has no wall to prove: an ALLOW_CONNECTIONS false answers before any privilege is looked at
        var open = databases.Where(listing => listing is { AllowsConnections: true, IsInvalid: false }).Select(listing => listing.Name).ToList();
        return new([.. open.Where(shared.Contains)], [.. open.Where(name => !shared.Contains(name))]);
    }

    /// <summary>Every probe of these apps, those of one login one after the other.</summary>
    public IEnumerable<Probe> Probes(IEnumerable<App> live, bool isExhaustive)
    {
        foreach (var app in live.OrderBy(app => app.Database.Value, StringComparer.Ordinal))
        {
            var targets = Shared.Concat(isExhaustive ? After(app.Database) : NeighboursOf(app.Database)).ToList();
            foreach (var login in app.Logins)
            {
                yield return new Probe(app, login, app.Database);
                foreach (var target in targets) yield return new Probe(app, login, target);
            }
        }
    }

    /// <summary>The next ones in the circle.</summary>
    public IEnumerable<DatabaseName> NeighboursOf(DatabaseName database) => After(database).Take(Neighbours);

    private IEnumerable<DatabaseName> After(DatabaseName database)
    {
        var at = Others.IndexOf(database);
        return Others.Skip(at + 1).Concat(Others.Take(Math.Max(at, 0)));
    }
}

file static class ReadOnlyLists
{
    public static int IndexOf<T>(this IReadOnlyList<T> list, T wanted)
    {
        for (var at = 0; at < list.Count; at++)
        {
            if (EqualityComparer<T>.Default.Equals(list[at], wanted)) return at;
        }

        return -1;
    }
}
