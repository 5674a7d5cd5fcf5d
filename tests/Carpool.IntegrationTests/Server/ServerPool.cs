namespace Carpool.IntegrationTests.Server;

/// <summary>Hands out fresh servers, three at a time: two cores carry no more.</summary>
public static class ServerPool
{
    private static readonly SemaphoreSlim s_places = new(3, 3);

    /// <summary>
    /// A fresh server of that version with that admin, which the test owns until it disposes of it. A test that holds one never
    /// rents a second: three such tests would wait for each other for ever.
    /// </summary>
    /// <param name="settings">Server settings beside the bed's own, such as max_connections.</param>
    public static Task<TestServer> RentAsync(
        int version, AdminKind kind, IReadOnlyDictionary<string, string>? settings = null, CancellationToken ct = default) =>
        StartAsync(() => TestServer.StartAsync(version, kind, settings ?? new Dictionary<string, string>(StringComparer.Ordinal), s_places, ct), ct);

    /// <summary>A server that holds what another one did when it was stopped.</summary>
    public static Task<TestServer> RentAsync(ServerSnapshot snapshot, CancellationToken ct = default) => StartAsync(() => TestServer.StartAsync(snapshot, s_places, ct), ct);

    private static async Task<TestServer> StartAsync(Func<Task<TestServer>> startAsync, CancellationToken ct)
    {
        await s_places.WaitAsync(ct);
        try
        {
            return await startAsync();
        }
        catch
        {
            s_places.Release();
            throw;
        }
    }
}
