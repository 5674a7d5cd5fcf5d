using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Npgsql;

namespace Carpool.IntegrationTests.Crash;

/// <summary>A command that is killed, and what there was before it.</summary>
/// <param name="Name">For the theory's data.</param>
/// <param name="PrepareAsync">Makes what there was before, with the program itself.</param>
/// <param name="Apps">What the manifest declares when the command runs.</param>
/// <param name="Command">The command.</param>
internal sealed record CrashStory(string Name, Func<TempProject, TestServer, Task> PrepareAsync, string Apps, params string[] Command)
{
    private const string Blog = "blog: {roles: {app: {}, jobs: {connections: 3}}}";
    private const string Shop = "shop: {database: shop_prod, roles: {app: {}, till: {}}}";
    private const string Dropped = "shop: {database: shop_prod, on_remove: drop, roles: {app: {}, till: {}}}";

    /// <summary>What it may say, with exit code 1, where all of it had been done before it was killed; null where it then succeeds.</summary>
    public string? DoneBefore { get; private init; }

    /// <summary>True where the command, run again after all of it had been done, does it once more.</summary>
    public bool MayTurnTwice { get; private init; }

    /// <summary>The kind of admin that it can be told of; null is any.</summary>
    public AdminKind? Only { get; private init; }

    /// <summary>Who is connected where when the command begins, and has to be out at its end.</summary>
    public IReadOnlyList<(string Login, string Database)> Guests { get; private init; } = [];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CrashStory> All { get; } =
    [
        new("up", (_, _) => Task.CompletedTask, $"{Blog}\nshop: {{database: shop_prod, connections: 20, roles: {{app: {{}}, till: {{connections: 2}}, stock: {{}}, mail: {{}}}}}}", "up", "--yes"),
        new("up with the registry in a database of its own", (_, server) => server.SqlAsync($"ALTER DATABASE postgres OWNER TO {TestServer.Bootstrap}"), "blog: {}", "up", "--yes")
        {
            Only = AdminKind.Plain,
        },
        new("up without an app", (project, _) => LiveAsync(project, $"{Blog}\n{Shop}"), Blog, "up", "--yes", "--allow", "CP3001") { Guests = [("shop_prod_app", "shop_prod")] },
        new("up without an app that is dropped", (project, _) => LiveAsync(project, $"{Blog}\n{Dropped}"), Blog, "up", "--yes", "--allow", "CP3001,CP3003")
        {
            Guests = [("shop_prod_app", "shop_prod")],
        },
        new("up that mends and changes", DriftedAsync, $"blog: {{connections: 9, protect: true, roles: {{app: {{connections: 5}}, mail: {{}}}}}}\n{Shop}", "up", "--yes", "--allow", "CP3001,CP3006")
        {
            Guests = [("blog_jobs", "blog"), ("shop_prod_app", "blog")],
        },
        new("rotate", (project, server) => RotatedAsync(project, server), $"{Blog}\n{Shop}", "rotate", "blog", "--yes") { MayTurnTwice = true, Guests = [("blog_jobs", "blog")] },
        new("retire", (project, server) => RotatedAsync(project, server), $"{Blog}\n{Shop}", "rotate", "--finish", "blog", "--yes") { Guests = [("blog_app", "blog")] },
        new("rekey", (project, server) => RotatedAsync(project, server), $"{Blog}\n{Shop}", "rekey", "--yes"),
        new("restore", (project, _) => QuarantinedAsync(project), $"{Blog}\n{Shop}", "restore", "shop", "--yes"),
        new("purge", (project, _) => QuarantinedAsync(project), Blog, "purge", "shop", "--yes") { DoneBefore = "There is no quarantined app shop in this stack." },
    ];

    /// <summary>Sessions of the guests.</summary>
    public async Task<IReadOnlyList<NpgsqlConnection>> WelcomeGuestsAsync(TestServer server)
    {
        var sessions = new List<NpgsqlConnection>();
        foreach (var (login, database) in Guests) sessions.Add(await server.OpenAsync(database, login));
        return sessions;
    }

    /// <summary>Fails where one of them is still in.</summary>
    public async Task NoGuestStaysAsync(TestServer server)
    {
        foreach (var (login, _) in Guests) await server.WaitUntilGoneAsync(login);
    }

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

    /// <summary>Roles have two logins, and what names them stands inside.</summary>
    private static async Task RotatedAsync(TempProject project, TestServer server)
    {
        await LiveAsync(project, $"{Blog}\n{Shop}");
        await server.SqlAsync("ALTER ROLE blog_jobs VALID UNTIL 'infinity'; ALTER ROLE blog_jobs SET work_mem = '1MB'", "blog");
        await server.SqlAsync("ALTER TABLE public.notes ENABLE ROW LEVEL SECURITY; CREATE POLICY jobs ON public.notes TO blog_jobs, shop_prod_app USING (true)", "blog");
        (await project.RunAsync("rotate", "blog", "--yes")).ShouldExit(0);
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
