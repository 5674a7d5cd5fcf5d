using Carpool.Catalog;
using Carpool.Diagnostics;
using Carpool.Execution;
using Carpool.Manifest;
using Carpool.Registry;
using Carpool.Sessions;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Stacks;

/// <summary>What a command needs to know.</summary>
/// <param name="KeyOf">The key that the registry's rows are checked with.</param>
/// <param name="LooksInside">Whose databases are looked into.</param>
/// <param name="AllowsSpoiltRows">Rows that cannot be believed are put aside, instead of stopping everything.</param>
/// <param name="TriesCredentials">Every password on record is tried.</param>
internal sealed record ReadingOrder(KeyOf KeyOf, Func<App, bool> LooksInside, bool AllowsSpoiltRows = false, bool TriesCredentials = false);

/// <summary>Both states of a stack, and what goes on around them: all that a plan is made from.</summary>
/// <param name="Unfit">What keeps the cluster from being changed at all.</param>
/// <param name="Conflicts">What stands in the way of the manifest, and what is worth knowing beside it.</param>
internal sealed record Reading(
    Server Server,
    Surroundings Surroundings,
    StackRegistry Registry,
    ClusterState Actual,
    ClusterState Desired,
    IReadOnlyList<Diagnostic> Unfit,
    IReadOnlyList<Diagnostic> Conflicts)
{
    private const int Lanes = 4;

    /// <summary>Shared facts on the maintenance session, then the inside of those apps' databases that the order asks for, a few at a time.</summary>
    /// <exception cref="DiagnosticException">The registry cannot be read, or holds rows that cannot be believed and the order does not put up with them.</exception>
    public static async Task<Reading> ReadAsync(
        ClusterAccess access, StackManifest manifest, IReadOnlySet<string> only, ReadingOrder order, RegistryTables tables, IStatementLog log, CancellationToken cancellationToken)
    {
        var (server, surroundings) = await SharedCatalog.ReadAsync(access.Maintenance, log, cancellationToken);
        var registry = await ReadRegistryAsync(access, manifest.Stack, server, surroundings, order.KeyOf, tables, log, cancellationToken);
        if (!order.AllowsSpoiltRows && registry.Spoilt.Count > 0) throw new DiagnosticException([.. registry.Spoilt.Select(spoilt => spoilt.Problem)]);
        surroundings = surroundings with { ManagedRoles = registry.ManagedRoles, ForeignDatabases = registry.ForeignDatabases, ForeignRoles = registry.ForeignRoles };
        var scoped = only.Count == 0 ? manifest : manifest with { Apps = [.. manifest.Apps.Where(app => only.Contains(app.Name))] };
        IReadOnlyList<App> apps = only.Count == 0 ? registry.Apps : [.. registry.Apps.Where(app => only.Contains(app.Name))];
        var desired = scoped.ToDesired(server, only.Count == 0 ? SharedDatabases(server, surroundings, registry.Home) : []);
        var lanes = Math.Clamp(server.FreeConnections, 1, Lanes);
        var insides = await ReadInsidesAsync(access.Opener, Visible([.. apps.Where(order.LooksInside)], surroundings), log, lanes, cancellationToken);
        var (refused, notTried) = order.TriesCredentials
            ? await CredentialTrial.RunAsync(Triable(apps, desired, surroundings, registry), registry, access.Opener, lanes, cancellationToken)
            : ([], []);
        return new Reading(
            server,
            surroundings with { Contents = [.. insides.Select(inside => inside.Contents)] },
            registry,
            ActualState.Of(server, surroundings, insides, apps, desired) with
            {
                RefusedLogins = refused,
                LoginsWithoutPassword = [.. apps.SelectMany(app => app.Logins.Where(login => !registry.HasPassword(app.Database, login))).Select(login => login.Name)],
            },
            desired,
            [.. Fitness.Check(server), .. MissingDatabase(access.Opener.Address, surroundings)],
            [
                .. Planning.Conflicts.Find(apps, desired, surroundings, server),
                .. OpenNeighbours(surroundings, desired, registry),
                .. notTried,
                .. Unproved(apps, registry),
                .. Older(registry, tables),
            ]);
    }

    /// <summary>The maintenance database, `template1`, and the registry's own where it has one.</summary>
    public static IReadOnlyList<SharedDatabase> SharedDatabases(Server server, Surroundings surroundings, DatabaseName home)
    {
        HashSet<DatabaseName> names = [server.MaintenanceDatabase, new("postgres"), new("template1"), home];
        return
        [
            .. surroundings.Databases.Where(listing => names.Contains(listing.Name)).Select(listing => new SharedDatabase(
                listing.Name, listing.Owner, listing.AdminMayGrant, AdmitsWatchers: listing.Name != home || home == server.MaintenanceDatabase)),
        ];
    }

    /// <summary>A URL that names no database of the cluster is a mistake, even where another one serves.</summary>
    private static IEnumerable<Diagnostic> MissingDatabase(ServerAddress address, Surroundings surroundings) =>
        surroundings.Databases.Any(listing => listing.Name == address.Database)
            ? []
            : [PlatformCodes.DatabaseMissing.With($"There is no database {address.Database} on {address.Host}:{address.Port}.", "Name a database that exists in the admin's URL.", address.Database.Value)];

    private static async Task<StackRegistry> ReadRegistryAsync(
        ClusterAccess access, string stack, Server server, Surroundings surroundings, KeyOf keyOf, RegistryTables tables, IStatementLog log, CancellationToken cancellationToken)
    {
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
        from login in app.Logins
        where !registry.HasPassword(app.Database, login)
        select StackRegistry.NoPassword(app.Name, login) with { Severity = Severity.Warning };

    private static IEnumerable<Diagnostic> Older(StackRegistry registry, RegistryTables tables) => registry.Exists && registry.Version < tables.Version
        ? [CatalogCodes.OlderRegistry.With(
            $"The registry has version {registry.Version}, and this Carpool writes version {tables.Version}: the next run that changes anything brings it up to that, and older Carpools refuse it from then on.")]
        : [];

    /// <summary>Databases that are ours and let the admin in; what a new one is born with needs no look.</summary>
    private static List<DatabaseName> Visible(IReadOnlyList<App> apps, Surroundings surroundings)
    {
        var open = surroundings.Databases.Where(listing => listing is { AllowsConnections: true, IsInvalid: false, AdminMayConnect: true }).ToDictionary(listing => listing.Name);
        return [.. apps.Where(app => open.TryGetValue(app.Database, out var listing) && (app.DatabaseOid is null || app.DatabaseOid == listing.Oid)).Select(app => app.Database)];
    }

    private static async Task<IReadOnlyList<InsideCatalog>> ReadInsidesAsync(
        SessionOpener opener, List<DatabaseName> databases, IStatementLog log, int parallel, CancellationToken cancellationToken)
    {
        var insides = new InsideCatalog[databases.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, databases.Count, options, async (index, ct) =>
        {
            await using var session = await opener.OpenAsync(databases[index], ct);
            insides[index] = await InsideCatalog.ReadAsync(session, log, ct);
        });
        return insides;
    }

    /// <summary>Reported, never changed: they are somebody else's.</summary>
    private static IEnumerable<Diagnostic> OpenNeighbours(Surroundings surroundings, ClusterState desired, StackRegistry registry)
    {
        var known = desired.Apps.Select(app => app.Database).Concat(desired.SharedDatabases.Select(database => database.Name)).Concat(registry.ManagedDatabases).ToHashSet();
        return surroundings.Databases
            .Where(listing => listing is { IsOpen: true, AllowsConnections: true } && !known.Contains(listing.Name) && desired.SharedDatabases.Count > 0)
            .Select(listing => CatalogCodes.OpenNeighbour.With(
                $"Database {listing.Name}, which no stack manages, is open to every role of the cluster, the apps' among them.",
                $"As its owner {listing.Owner}: {DatabaseSql.RevokeConnectFromPublic(listing.Name)}",
                listing.Name.Value));
    }
}
