using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.Execution;
using Carpool.Local;
using Carpool.Manifest;
using Carpool.Platforms;
using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Stacks;

/// <summary>The way to a manifest's cluster: how to open sessions on it, where its pooler is, and the first session itself.</summary>
internal sealed record ClusterAccess(SessionOpener Opener, ServerAddress? Pooler, LocalCluster? Local, NpgsqlConnection Maintenance) : IAsyncDisposable
{
    /// <summary>The platform that the cluster is a branch of; null where it is an ordinary server.</summary>
    public BranchPlatform? Platform { get; init; }

    /// <summary>The stack's key, where it is at hand.</summary>
    private Func<StackKey?> FindKey { get; init; } = () => null;

    /// <summary>Starts the local cluster where the manifest says so, and connects to the maintenance database.</summary>
    public static Task<ClusterAccess> OpenAsync(StackManifest manifest, StackEnvironment environment, CancellationToken cancellationToken) => manifest.Cluster switch
    {
        ClusterManifest.Local => OpenLocalAsync(manifest, environment, cancellationToken),
        ClusterManifest.Url given => OpenAsync(Parsed(given.AdminUrl, given.Location), given.Pooler, environment, cancellationToken),
        ClusterManifest.PlanetScale given => OpenBranchAsync(manifest, given, environment, cancellationToken),
    };

    /// <summary>Carries out what may have to wait for somebody, and watches over it from a session of its own.</summary>
    /// <param name="waiting">The process of the session that may wait.</param>
    /// <param name="emptied">The database that has to be empty of sessions for it.</param>
    public async Task<T> WatchOverAsync<T>(Func<Task<T>> act, Func<int?> waiting, StackEnvironment environment, DatabaseName? emptied = null)
    {
        await using var lookout = new Lookout(cancellationToken => Opener.OpenAsync(new DatabaseName(Maintenance.Database), cancellationToken));
        return await new WaitWatch(lookout, waiting, emptied, environment.Log, environment.Notices).OverAsync(act);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Maintenance.DisposeAsync();
        if (Platform is null) return;
        Platform.Keep(FindKey());
        await Platform.DisposeAsync();
    }

    private static async Task<ClusterAccess> OpenLocalAsync(StackManifest manifest, StackEnvironment environment, CancellationToken cancellationToken)
    {
        var local = new LocalCluster(manifest.Directory, LocalEnvironment.FromProcess(), environment.Notices);
        var endpoints = await local.StartAsync(cancellationToken);
        var address = Parsed(endpoints.AdminUrl, location: null);
        var opener = new SessionOpener(address, environment.Log);
        var pooler = endpoints.PoolerPort is { } port ? address.At(address.Host, port) : null;
        return new ClusterAccess(opener, pooler, local, await OpenMaintenanceAsync(opener, cancellationToken));
    }

    private static async Task<ClusterAccess> OpenAsync(ServerAddress address, PoolerManifest? pooler, StackEnvironment environment, CancellationToken cancellationToken)
    {
        var opener = new SessionOpener(address, environment.Log);
        return new ClusterAccess(opener, pooler is null ? null : address.At(pooler.Host, pooler.Port), Local: null, await OpenMaintenanceAsync(opener, cancellationToken));
    }

    private static async Task<ClusterAccess> OpenBranchAsync(StackManifest manifest, ClusterManifest.PlanetScale cluster, StackEnvironment environment, CancellationToken cancellationToken)
    {
        StackKey? Key() => KeyFile.Load(manifest.Directory, environment.Variables.GetValueOrDefault(KeyFile.EnvironmentVariable)).Value;
        var platform = new BranchPlatform(cluster.Branch, manifest.Directory, manifest.Stack, environment.Variables, environment.Clock, environment.OnCall);
        try
        {
            await platform.CheckBouncerAsync(cancellationToken);
            ClusterAccess access;
            try
            {
                access = await OpenAsync(await platform.OpenAsync(Key(), cancellationToken), cluster.Pooler, environment, cancellationToken);
            }
            catch (DiagnosticException refused) when (platform.MayTryAnew && IsRefusal(refused.Diagnostics[0].Code))
            {
                // Somebody changed or deleted the role since the last run
                access = await OpenAsync(await platform.OpenAnewAsync(Key(), cancellationToken), cluster.Pooler, environment, cancellationToken);
            }

            return access with { Pooler = access.Pooler ?? platform.Pooler(access.Opener.Address), Platform = platform, FindKey = Key };
        }
        catch (DiagnosticException refused) when (refused.InnerException is PostgresException { SqlState: PostgresErrorCodes.InvalidParameterValue or PostgresErrorCodes.InsufficientPrivilege } error && error.MessageText.Contains("role", StringComparison.Ordinal))
        {
            await platform.DisposeAsync();
            throw new DiagnosticException(
                PlanetScaleCodes.AdminCannotBecome.With($"The role that Carpool made for itself may not become postgres: {error.MessageText}.", "Write `admin: default` and give the default role's URL in CARPOOL_ADMIN_URL.", cluster.Branch.ToString(), cluster.Branch.Location),
                refused);
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    private static bool IsRefusal(DiagnosticCode code) => code == PlatformCodes.LoginRefused || code == PlatformCodes.LoginNotAllowed;

    private static ServerAddress Parsed(string url, SourceLocation? location)
    {
        var parsed = ServerAddress.Parse(url);
        return parsed.Value ?? throw new DiagnosticException([.. parsed.Diagnostics.Select(diagnostic => diagnostic with { Location = location })]);
    }

    /// <summary>`postgres` if the admin may connect to it, else the database of the admin's URL.</summary>
    private static async Task<NpgsqlConnection> OpenMaintenanceAsync(SessionOpener opener, CancellationToken cancellationToken)
    {
        var postgres = new DatabaseName("postgres");
        try
        {
            return await opener.OpenAsync(postgres, cancellationToken);
        }
        catch (DiagnosticException refused) when (opener.Address.Database != postgres
            && (refused.Diagnostics[0].Code == PlatformCodes.DatabaseForbidden || refused.Diagnostics[0].Code == PlatformCodes.DatabaseMissing || refused.Diagnostics[0].Code == PlatformCodes.LoginNotAllowed))
        {
            return await opener.OpenAsync(opener.Address.Database, cancellationToken);
        }
    }
}
