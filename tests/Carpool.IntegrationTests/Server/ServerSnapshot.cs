namespace Carpool.IntegrationTests.Server;

/// <summary>The data of a server that was stopped cleanly, from which servers that hold the same are started in no time.</summary>
/// <param name="Programs">The folder of the version's programs, where the servers' user can run them.</param>
/// <param name="Data">The data directory; its folder goes with this object.</param>
public sealed record ServerSnapshot(int Version, AdminKind Kind, string AdminPassword, string Programs, string Data) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await UnprivilegedUser.RunAsync("rm", ["-rf", Path.GetDirectoryName(Data)!], CancellationToken.None);
}
