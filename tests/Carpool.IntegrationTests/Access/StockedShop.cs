using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Npgsql;

namespace Carpool.IntegrationTests.Access;

/// <summary>A server with the shop on it: a login of each access, a neighbour, and the objects of its migrations in schema `goods`.</summary>
internal sealed class StockedShop : IAsyncDisposable
{
    private StockedShop(TestServer server, TempProject project, AppOutputs outputs) => (Server, Project, Outputs) = (server, project, outputs);

    public TestServer Server { get; }

    public TempProject Project { get; }

    public AppOutputs Outputs { get; }

    public static async Task<StockedShop> OpenAsync(int version, AdminKind kind, CancellationToken ct)
    {
        var server = await ServerPool.RentAsync(version, kind, ct: ct);
        var project = new TempProject(server);
        project.Declare(Shop.AllRoles);
        await project.UpAsync();
        var shop = new StockedShop(server, project, await project.OutputsAsync());
        await using var app = await shop.LogInAsync("app", ct);
        await app.RowsAsync(Shop.Objects("goods"), ct);
        return shop;
    }

    public Task<NpgsqlConnection> LogInAsync(string role, CancellationToken ct) => PostgresUrl.OpenAsync(Outputs.Direct("shop", role), ct: ct);

    public async ValueTask DisposeAsync()
    {
        Project.Dispose();
        await Server.DisposeAsync();
    }
}
