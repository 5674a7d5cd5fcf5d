using Carpool.Diagnostics;
using Carpool.Execution;
using Carpool.Local;
using Carpool.Manifest;
using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Stacks;

/// <summary>The way to a manifest's cluster: how to open sessions on it, where its pooler is, and the first session itself.</summary>
internal sealed record ClusterAccess(SessionOpener Opener, ServerAddress? Pooler, LocalCluster? Local, NpgsqlConnection Maintenance) : IAsyncDisposable
{
    /// <summary>Starts the local cluster where the manifest says so, and connects to the maintenance database.</summary>
    public static async Task<ClusterAccess> OpenAsync(StackManifest manifest, StackEnvironment environment, CancellationToken cancellationToken)
    {
        var local = manifest.Cluster is ClusterManifest.Local
            ? new LocalCluster(manifest.Directory, LocalEnvironment.FromProcess(), environment.Notices)
            : null;
        var (url, location, poolerPort) = manifest.Cluster switch
        {
            ClusterManifest.Local => await StartAsync(local!, cancellationToken),
            ClusterManifest.Url given => (given.AdminUrl, given.Location, null),
        };
        var parsed = ServerAddress.Parse(url);
        if (parsed.Value is not { } address) throw new DiagnosticException([.. parsed.Diagnostics.Select(diagnostic => diagnostic with { Location = location })]);
        var opener = new SessionOpener(address, environment.Log);
        var pooler = manifest.Cluster.Pooler is { } declared ? address.At(declared.Host, declared.Port) : poolerPort is { } port ? address.At(address.Host, port) : null;
        return new ClusterAccess(opener, pooler, local, await OpenMaintenanceAsync(opener, cancellationToken));
    }

    /// <summary>Carries out what may have to wait for somebody, and watches over it from a session of its own.</summary>
    /// <param name="waiting">The process of the session that may wait.</param>
    /// <param name="emptied">The database that has to be empty of sessions for it.</param>
    public async Task<T> WatchOverAsync<T>(Func<Task<T>> act, Func<int?> waiting, StackEnvironment environment, DatabaseName? emptied = null)
    {
        await using var lookout = new Lookout(cancellationToken => Opener.OpenAsync(new DatabaseName(Maintenance.Database), cancellationToken));
        return await new WaitWatch(lookout, waiting, emptied, environment.Log, environment.Notices).OverAsync(act);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Maintenance.DisposeAsync();

    private static async Task<(string Url, SourceLocation? Location, int? PoolerPort)> StartAsync(LocalCluster local, CancellationToken cancellationToken)
    {
        var endpoints = await local.StartAsync(cancellationToken);
        return (endpoints.AdminUrl, null, endpoints.PoolerPort);
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
