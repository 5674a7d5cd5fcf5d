using System.Collections.Concurrent;
using Carpool.Emulator.Api;
using Carpool.Emulator.Proxy;
using Carpool.Emulator.State;
using Carpool.Local;
using Npgsql;

namespace Carpool.Emulator.Branches;

/// <summary>The branches that run, and the way to them.</summary>
internal sealed class BranchSet(StateFile file, string folder, LocalEnvironment environment, IProgress<string> progress, Switches switches, Func<string> host, TimeProvider clock) : IRoutes
{
    private readonly ConcurrentDictionary<string, Branch> _running = new(StringComparer.Ordinal);

    public IReadOnlyList<Branch> All => [.. _running.Values];

    public IReadOnlyList<int> ServerPorts => [.. _running.Values.SelectMany(branch => (int?[])[branch.Server.Port, branch.Server.PoolerPort]).OfType<int>()];

    public Branch this[string id] => _running[id];

    /// <summary>Starts a branch and makes its server like the platform's.</summary>
    /// <param name="copyOf">The id of a branch that runs, whose data a new one begins with.</param>
    public async Task<Branch> StartAsync(string id, string? copyOf, CancellationToken ct)
    {
        var settings = SettingsOf(id);
        var server = new BranchServer(id, folder, environment, progress, settings);
        if (copyOf is not null) await server.CopyFromAsync(_running[copyOf].Server, ct);
        await server.StartAsync(ct);
        await PlatformSetup.CompleteAsync(server, switches, ct);
        var roles = new RolesApi(file, id, new(server, switches), new(host(), switches), switches, clock);
        var parameters = new ParametersApi(file, id, server, settings);
        return _running[id] = new(server, roles, parameters, new(file, id, server, parameters, switches, clock), new(file, id, parameters, clock));
    }

    /// <summary>Ends a branch for good.</summary>
    public async Task DestroyAsync(string id, CancellationToken ct)
    {
        if (!_running.TryRemove(id, out var branch)) return;
        await branch.Server.DestroyAsync(ct);
        branch.Server.Dispose();
    }

    public async Task StopAsync(CancellationToken ct)
    {
        foreach (var branch in _running.Values)
        {
            await branch.Server.StopAsync(ct);
            branch.Server.Dispose();
        }

        _running.Clear();
    }

    private BranchSettings SettingsOf(string id) => new(() => file.Current.Branches.First(branch => branch.Id == id), switches);

    public async Task<Route> FindAsync(RoutedUser user, bool isPooled, CancellationToken ct)
    {
        if (file.Current.Branches.FirstOrDefault(branch => branch.Id == user.Branch) is not { } state) return Route.Refused(ProxyError.UnknownBranch(user.Branch));
        if (!_running.TryGetValue(state.Id, out var branch)) return Route.Refused(ProxyError.NoPrimary(state.Id));
        if (user.Destination is "replica") return isPooled ? Route.Refused(ProxyError.PoolerToReplica(state.Id)) : Route.To(branch.Server.Port, isReadOnly: true);
        var isBouncer = user.Destination is { } member && state.Bouncers.Any(bouncer => bouncer.Name == member);
        if (user.Destination is { } unknown && !(isBouncer && isPooled)) return Route.Refused(ProxyError.UnknownMember(unknown, state.Id));
        if (!isPooled) return Route.To(branch.Server.Port);
        if (branch.Server.PoolerPort is not { } port) return Route.Refused(ProxyError.NoUpstream);
        try
        {
            await branch.Server.RefreshPoolerAsync(ct);
            return Route.To(port);
        }
        catch (NpgsqlException)
        {
            // Full, or on its way up again
            return Route.Refused(ProxyError.NoUpstream);
        }
    }
}
