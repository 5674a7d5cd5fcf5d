using Carpool.IntegrationTests.Server;
using Xunit;

namespace Carpool.IntegrationTests.BadInput;

/// <summary>One server for many tests that must all leave it as it was.</summary>
public sealed class QuietServer : IAsyncLifetime
{
    public TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
