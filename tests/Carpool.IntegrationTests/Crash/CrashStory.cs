using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;

namespace Carpool.IntegrationTests.Crash;

/// <summary>A command that is killed, and what there was before it.</summary>
/// <param name="Name">For the theory's data.</param>
/// <param name="PrepareAsync">Makes what there was before, with the program itself.</param>
/// <param name="Apps">What the manifest declares when the command runs.</param>
/// <param name="Command">The command.</param>
/// <param name="DoneBefore">What it may say, with exit code 1, where all of it had been done before it was killed; null where it then succeeds.</param>
/// <param name="Only">The kind of admin that it can be told of; null is any.</param>
internal sealed record CrashStory(string Name, Func<TempProject, TestServer, Task> PrepareAsync, string Apps, string[] Command, string? DoneBefore = null, AdminKind? Only = null)
{
    private const string Blog = "blog: {roles: {app: {}, jobs: {connections: 3}}}";
    private const string Shop = "shop: {database: shop_prod, roles: {app: {}, till: {}}}";
    private const string Dropped = "shop: {database: shop_prod, on_remove: drop, roles: {app: {}, till: {}}}";

    private static readonly string[] s_up = ["up", "--yes"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CrashStory> All { get; } =
    [
        new("up", (_, _) => Task.CompletedTask, $"{Blog}\nshop: {{database: shop_prod, connections: 20, roles: {{app: {{}}, till: {{connections: 2}}, stock: {{}}}}}}\nwiki: {{roles: {{app: {{}}, bots: {{}}}}}}", s_up),
        new("up with the registry in a database of its own", (_, server) => server.SqlAsync($"ALTER DATABASE postgres OWNER TO {TestServer.Bootstrap}"), "blog: {}", s_up, Only: AdminKind.Plain),
        new("up without an app", (project, _) => LiveAsync(project, $"{Blog}\n{Shop}"), Blog, s_up),
        new("up without an app that is dropped", (project, _) => LiveAsync(project, $"{Blog}\n{Dropped}"), Blog, [.. s_up, "--allow", "CP3003"]),
        new("up that mends and changes", DriftedAsync, "blog: {connections: 9, protect: true, roles: {app: {connections: 5}, mail: {}}}\n" + Shop, s_up),
        new("restore", (project, _) => QuarantinedAsync(project), $"{Blog}\n{Shop}", ["restore", "shop", "--yes"]),
        new("purge", (project, _) => QuarantinedAsync(project), Blog, ["purge", "shop", "--yes"], "There is no quarantined app shop in this stack."),
    ];

    private static async Task LiveAsync(TempProject project, string apps)
    {
        project.Declare(apps);
        await project.UpAsync();
        var outputs = await project.OutputsAsync();
        foreach (var app in outputs.Apps)
        {
            await using var session = await PostgresUrl.OpenAsync(outputs.Direct(app));
            await session.RowsAsync("CREATE TABLE public.notes (id int PRIMARY KEY, body text); INSERT INTO public.notes SELECT n, 'note ' || n FROM generate_series(1, 3) AS n");
        }
    }

    private static async Task QuarantinedAsync(TempProject project)
    {
        await LiveAsync(project, $"{Blog}\n{Shop}");
        project.Declare(Blog);
        await project.UpAsync();
    }

    /// <summary>Somebody was at it by hand, in every family of objects.</summary>
    private static async Task DriftedAsync(TempProject project, TestServer server)
    {
        await LiveAsync(project, $"{Blog}\n{Shop}");
        await server.SqlAsync(
            """
            GRANT CONNECT, TEMPORARY ON DATABASE blog TO PUBLIC;
            REVOKE CONNECT ON DATABASE shop_prod FROM shop_prod_till;
            GRANT CONNECT ON DATABASE blog TO shop_prod_app;
            REVOKE CREATE ON DATABASE shop_prod FROM shop_prod_owner;
            ALTER ROLE shop_prod_app IN DATABASE shop_prod RESET role;
            ALTER ROLE blog_jobs IN DATABASE blog SET work_mem = '1MB';
            ALTER ROLE shop_prod_till NOLOGIN CONNECTION LIMIT 1;
            ALTER ROLE blog_app CREATEDB;
            REVOKE shop_prod_owner FROM shop_prod_till;
            ALTER DATABASE shop_prod CONNECTION LIMIT 4;
            """);
        await server.SqlAsync("GRANT USAGE ON SCHEMA public TO PUBLIC; ALTER DEFAULT PRIVILEGES FOR ROLE blog_owner GRANT EXECUTE ON FUNCTIONS TO PUBLIC", "blog");
    }
}
