using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Branches;

/// <summary>The story that Carpool is for, told to a branch on PlanetScale: through its proxy, with logins of its own or in SQL.</summary>
public sealed class BranchStoryTests
{
    private const string TwoApps = "blog: {}\ntodo: {}";
    private const string ThreeApps = $"{TwoApps}\nshop: {{}}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<int, string> Ways
    {
        get
        {
            var rows = new TheoryData<int, string>();
            foreach (var version in ServerMatrix.SmokeVersions.Select(row => (int)row.Data).Where(version => version >= 17))
            {
                rows.Add(version, "sql");
                rows.Add(version, "api");
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public Task Apps_come_stay_apart_leave_and_return(int version, string logins) => TellAsync(version, logins, isByDefaultRole: false);

    /// <summary>The story on a platform with these switches.</summary>
    /// <param name="isByDefaultRole">Whether the admin is the branch's default role instead of one that Carpool makes.</param>
    internal static async Task TellAsync(int version, string logins, bool isByDefaultRole, params string[] switches)
    {
        await using var platform = await EmulatedPlatform.StartAsync(version, Ct, switches);
        using var project = new TempProject();
        var admin = isByDefaultRole ? ", admin: default" : "";
        if (isByDefaultRole) project.Environment["CARPOOL_ADMIN_URL"] = await platform.DefaultRoleUrlAsync(Ct);
        platform.Declare(project, TwoApps, logins, admin);
        (await project.RunAsync("preview", "--json", "--detailed-exitcode")).ShouldExit(2).Json.ChangedApps().ShouldBe([null, "blog", "todo"]);
        (await platform.RolesAsync(Ct)).ShouldBeEmpty();

        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
        var outputs = await project.OutputsAsync();
        await WallsStandAsync(project, outputs, logins);
        await DefaultRoleOwnsAllAsync(platform, logins);

        // One more, and away with it
        platform.Declare(project, ThreeApps, logins, admin);
        (await project.RunAsync("preview", "--json")).ShouldExit(0).Json.ChangedApps().ShouldBe(["shop"]);
        await project.UpAsync();
        var shop = (await project.OutputsAsync()).Direct("shop");
        await using (var session = await PostgresUrl.OpenAsync(shop, ct: Ct)) await session.RowsAsync("CREATE TABLE orders (id int PRIMARY KEY); INSERT INTO orders VALUES (1)", Ct);
        platform.Declare(project, TwoApps, logins, admin);
        (await project.RunAsync("up", "--yes", "--allow", "CP3001")).ShouldExit(0);
        (await PostgresUrl.RefusalAsync(shop, ct: Ct)).ShouldNotBeNull();
        await project.ShouldBeInSyncAsync();

        // Back under its own name, with what it had
        platform.Declare(project, ThreeApps, logins, admin);
        (await project.RunAsync("restore", "shop", "--yes")).ShouldExit(0);
        await project.ShouldBeInSyncAsync();
        (await project.OutputsAsync()).Direct("shop").ShouldBe(shop);
        await using (var again = await PostgresUrl.OpenAsync(shop, ct: Ct)) (await again.RowsAsync("SELECT current_user, count(*) FROM orders", Ct)).ShouldBe(["shop_owner|1"]);

        // Gone for good, and nothing of it is left anywhere
        platform.Declare(project, TwoApps, logins, admin);
        (await project.RunAsync("up", "--yes", "--allow", "CP3001")).ShouldExit(0);
        (await project.RunAsync("purge", "shop", "--yes", "--allow", "CP3002")).ShouldExit(0);
        (await platform.RowsAsync("SELECT datname FROM pg_database WHERE datname LIKE 'shop%'", Ct)).ShouldBeEmpty();
        (await platform.RolesAsync(Ct)).Select(role => role.Name).ShouldBe(logins == "api" ? ["blog_app", "todo_app"] : []);
        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("verify", "--json")).ShouldExit(0).Json.At("isolated").GetBoolean().ShouldBeTrue();
        (await platform.CountAdminsAsync(Ct)).ShouldBe(isByDefaultRole ? 0 : 1);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_login_is_replaced_and_the_other_retired(int version, string logins)
    {
        await using var platform = await EmulatedPlatform.StartAsync(version, Ct);
        using var project = new TempProject();
        platform.Declare(project, "blog: {roles: {app: {settings: {work_mem: 8MB}}, reader: {access: read}}}", logins);
        await project.UpAsync();
        var first = (await project.OutputsAsync()).Direct("blog");
        (await project.RunAsync("rotate", "blog/app", "--yes")).ShouldExit(0);
        var outputs = await project.OutputsAsync();
        var second = outputs.Direct("blog");
        second.ShouldNotBe(first);
        foreach (var url in new[] { first, second }) (await SessionAsync(url, "SELECT current_user, current_setting('work_mem')")).ShouldBe(["blog_owner|8MB"]);
        await project.ShouldBeInSyncAsync();

        (await project.RunAsync("rotate", "--finish", "blog/app", "--yes")).ShouldExit(0);
        (await PostgresUrl.RefusalAsync(first, ct: Ct)).ShouldBe("28P01");
        (await SessionAsync(second, "SELECT current_user")).ShouldBe(["blog_owner"]);
        (await platform.RolesAsync(Ct)).Select(role => role.Name).ShouldBe(logins == "api" ? ["blog_app~2", "blog_reader"] : []);

        (await project.RunAsync("rotate", "blog/app", "--in-place", "--yes")).ShouldExit(0);
        (await PostgresUrl.RefusalAsync(second, ct: Ct)).ShouldBe("28P01");
        (await SessionAsync((await project.OutputsAsync()).Direct("blog"), "SELECT current_user")).ShouldBe(["blog_owner"]);

        // And to and fro
        (await project.RunAsync("rotate", "blog", "--now", "--yes")).ShouldExit(0);
        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
        (await platform.RolesAsync(Ct)).Select(role => role.Name).ShouldBe(logins == "api" ? ["blog_app", "blog_reader~2"] : []);
        await project.ShouldBeInSyncAsync();

        // A role that leaves while its app stays
        platform.Declare(project, "blog: {roles: {app: {settings: {work_mem: 8MB}}}}", logins);
        (await project.RunAsync("up", "--yes", "--allow", "CP3001")).ShouldExit(0);
        (await platform.RolesAsync(Ct)).Select(role => role.Name).ShouldBe(logins == "api" ? ["blog_app"] : []);
        await project.ShouldBeInSyncAsync();
    }

    private static async Task WallsStandAsync(TempProject project, AppOutputs outputs, string logins)
    {
        foreach (var (app, neighbour) in new[] { ("blog", "todo"), ("todo", "blog") })
        {
            var user = PostgresUrl.Parse(outputs.Direct(app)).Username!;
            user.ShouldStartWith(logins == "api" ? "pscale_api_" : $"{app}_app.");
            user.ShouldContain(".");
            foreach (var url in new[] { outputs.Direct(app), outputs.Pooled(app)! }) (await SessionAsync(url, "SELECT current_user, session_user, current_database()")).ShouldBe([$"{app}_owner|{user.Split('.')[0]}|{app}"]);
            (await PostgresUrl.RefusalAsync(outputs.Direct(app), neighbour, Ct)).ShouldBe("42501");
            (await PostgresUrl.RefusalAsync(outputs.Direct(app), "postgres", Ct)).ShouldBe("42501");
            (await PostgresUrl.RefusalAsync(outputs.Direct(app), "template1", Ct)).ShouldBe("42501");
        }

        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
        var verify = (await project.RunAsync("verify", "--json")).ShouldExit(0);
        verify.Json.At("isolated").GetBoolean().ShouldBeTrue(verify.ToString());
        verify.Json.At("probes", "inconclusive").GetInt32().ShouldBe(0, verify.ToString());
        verify.Json.Items("open_by_platform").Select(item => item.Text("subject")).ShouldBe(["pscale_admin", "pscale_exporter", "pscale_pgbouncer"], verify.ToString());
    }

    /// <summary>Whatever is made outlives the role that made it.</summary>
    private static async Task DefaultRoleOwnsAllAsync(EmulatedPlatform platform, string logins)
    {
        (await platform.RowsAsync("SELECT datname FROM pg_database WHERE pg_get_userbyid(datdba) = 'postgres' ORDER BY 1", Ct)).ShouldBe(["blog", "postgres", "todo"]);
        (await platform.RowsAsync("SELECT DISTINCT pg_get_userbyid(refobjid) FROM pg_shdepend WHERE deptype = 'o' AND refobjid >= 16384 AND pg_get_userbyid(refobjid) LIKE 'pscale_api%'", Ct)).ShouldBeEmpty();
        (await platform.RolesAsync(Ct)).Select(role => role.Name).ShouldBe(logins == "api" ? ["blog_app", "todo_app"] : []);
    }

    private static async Task<IReadOnlyList<string>> SessionAsync(string url, string sql)
    {
        await using var session = await PostgresUrl.OpenAsync(url, ct: Ct);
        return await session.RowsAsync(sql, Ct);
    }
}
