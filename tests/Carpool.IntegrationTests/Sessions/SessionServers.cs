using System.Collections.Concurrent;
using Carpool.IntegrationTests.Sessions;

[assembly: Xunit.AssemblyFixture(typeof(SessionServers))]

namespace Carpool.IntegrationTests.Sessions;

/// <summary>One server of each version, started when the first test asks for it.</summary>
public sealed class SessionServers : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, Lazy<Task<SessionServer>>> _servers = new();

    internal Task<SessionServer> GetAsync(int version) => _servers.GetOrAdd(version, v => new(() => SessionServer.StartAsync(v))).Value;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values) await (await server.Value).DisposeAsync();
    }
}
