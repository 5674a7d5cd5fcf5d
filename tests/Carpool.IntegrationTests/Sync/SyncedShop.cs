using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Xunit;

namespace Carpool.IntegrationTests.Sync;

/// <summary>Two apps, one of which has tables that a sync engine follows, and an admin that may make its login.</summary>
internal sealed class SyncedShop : IAsyncDisposable
{
    private SyncedShop(TestServer server, TempProject project) => (Server, Project) = (server, project);

    public TestServer Server { get; }

    public TempProject Project { get; }

    /// <summary>A server on which the admin may give REPLICATION; on 14 and 15 only a superuser may.</summary>
    public static TheoryData<int, AdminKind> Fit
    {
        get
        {
            var rows = new TheoryData<int, AdminKind>();
            foreach (var row in ServerMatrix.Full.Where(row => row.Data is not ( < 16, AdminKind.Plain))) rows.Add(row.Data.Item1, row.Data.Item2);
            return rows;
        }
    }

    public static async Task<SyncedShop> OpenAsync(int version, AdminKind kind, CancellationToken ct)
    {
        var server = await ServerPool.RentAsync(version, kind, ct: ct);
        if (kind is AdminKind.Plain && version >= 16) await server.SqlAsync($"ALTER ROLE {server.AdminName} REPLICATION", ct: ct);
        var project = new TempProject(server);
        project.Declare("shop: {}\nblog: {}");
        await project.UpAsync();
        await using var app = await PostgresUrl.OpenAsync((await project.OutputsAsync()).Direct("shop"), ct: ct);
        await app.RowsAsync(
            """
            CREATE SCHEMA goods;
            CREATE TABLE goods.item (id int PRIMARY KEY, note text);
            INSERT INTO goods.item VALUES (1, 'one');
            CREATE TABLE goods.event (at int NOT NULL, note text) PARTITION BY RANGE (at);
            CREATE TABLE goods.event_1 PARTITION OF goods.event FOR VALUES FROM (0) TO (10);
            CREATE TABLE goods.odd (id int, code text NOT NULL UNIQUE);
            ALTER TABLE goods.odd REPLICA IDENTITY USING INDEX odd_code_key
            """,
            ct);
        return new SyncedShop(server, project);
    }

    /// <summary>The manifest with a sync engine.</summary>
    public void Declare(string sync, string apps = "blog: {}") => Project.Declare($"shop: {{ sync: {{ {sync} }}, accept: [replication-reads-everything] }}\n{apps}");

    /// <summary>Statements of the app itself.</summary>
    public async Task AsAppAsync(string sql, CancellationToken ct)
    {
        await using var app = await PostgresUrl.OpenAsync((await Project.OutputsAsync()).Direct("shop"), ct: ct);
        await app.RowsAsync(sql, ct);
    }

    /// <summary>Every table of the app and its replica identity.</summary>
    public Task<IReadOnlyList<string>> IdentitiesAsync(CancellationToken ct) => Server.RowsAsync(
        "SELECT c.relname || ' ' || c.relreplident::text FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'goods'::regnamespace ORDER BY 1", "shop", ct);

    public async ValueTask DisposeAsync()
    {
        Project.Dispose();
        await Server.DisposeAsync();
    }
}
