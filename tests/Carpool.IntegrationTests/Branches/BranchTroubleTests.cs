using System.Text.Json.Nodes;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Branches;

/// <summary>What can be otherwise on a branch than the last run left it, with the way out of each.</summary>
public sealed class BranchTroubleTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("bad_token=401")]
    [InlineData("bad_token=404")]
    public async Task A_token_that_may_not_is_told_what_it_lacks(string word)
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct, word);
        using var project = new TempProject();
        platform.Declare(project, "blog: {}");
        project.Environment["PLANETSCALE_SERVICE_TOKEN"] = null;
        (await project.RunAsync("preview")).ShouldExit(1).Everything.ShouldContain("CP5100");

        project.Environment["PLANETSCALE_SERVICE_TOKEN"] = "pscale_tkn_wrong";
        (await project.RunAsync("preview")).ShouldExit(1).Everything.ShouldContain("CP5101");

        var reader = JsonNode.Parse(await platform.ControlAsync(HttpMethod.Post, "tokens", new { permissions = (string[])["read_branch", "read_database", "read_organization"] }, Ct))!;
        project.Environment["PLANETSCALE_SERVICE_TOKEN_ID"] = (string)reader["service_token_id"]!;
        project.Environment["PLANETSCALE_SERVICE_TOKEN"] = (string)reader["service_token"]!;
        var refused = (await project.RunAsync("preview")).ShouldExit(1).Everything;
        refused.ShouldContain("CP5102");
        refused.ShouldContain("create_branch_password");

        platform.Declare(project, "blog: {}");
        project.Write((await File.ReadAllTextAsync(project.ManifestFile, Ct)).Replace("branch: main", "branch: elsewhere", StringComparison.Ordinal));
        (await project.RunAsync("preview")).ShouldExit(1).Everything.ShouldContain("CP5103");
        (await platform.CountAdminsAsync(Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task The_default_role_needs_no_token_and_is_never_reset()
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct);
        using var project = new TempProject();
        platform.Declare(project, "blog: {}", more: ", admin: default");
        project.Environment["PLANETSCALE_SERVICE_TOKEN"] = null;
        (await project.RunAsync("up", "--yes")).ShouldExit(1).Everything.ShouldContain("CP5108");
        var url = await platform.DefaultRoleUrlAsync(Ct);
        project.Environment["CARPOOL_ADMIN_URL"] = url.Replace($".{PostgresUrl.Parse(url).Username!.Split('.')[1]}:", ":", StringComparison.Ordinal);
        (await project.RunAsync("up", "--yes")).ShouldExit(1).Everything.ShouldContain("CP5109");
        project.Environment["CARPOOL_ADMIN_URL"] = url;
        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
        (await platform.CountAdminsAsync(Ct)).ShouldBe(0);
        await using var session = await PostgresUrl.OpenAsync(url, ct: Ct);
        (await session.RowsAsync("SELECT current_user", Ct)).ShouldBe(["postgres"]);
    }

    [Fact]
    public async Task A_login_that_was_deleted_or_reset_in_the_dashboard_comes_back()
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct);
        using var project = new TempProject();
        platform.Declare(project, "blog: {}", "api");
        await project.UpAsync();
        await project.OutputsAsync();

        // Somebody gives it a password that Carpool does not know
        var role = (await platform.RolesAsync(Ct)).Single();
        await platform.AskAsync(HttpMethod.Post, $"/roles/{role.Id}/reset", new { }, Ct);
        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("up", "--yes", "--credentials", "--allow", "CP3007")).ShouldExit(0);
        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
        (await platform.RolesAsync(Ct)).ShouldBe([role]);

        // And somebody deletes it
        await platform.AskAsync(HttpMethod.Delete, $"/roles/{role.Id}?successor=blog_owner", null, Ct);
        (await project.RunAsync("preview", "--json")).ShouldExit(0).Json.ChangedApps().ShouldBe(["blog"]);
        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
        (await platform.RolesAsync(Ct)).Select(made => made.Name).ShouldBe(["blog_app"]);
    }

    [Fact]
    public async Task Its_own_role_may_be_gone_or_over()
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct);
        using var project = new TempProject();
        platform.Declare(project, "blog: {}");
        await project.UpAsync();
        var before = await platform.CountRequestsAsync(Ct);
        await project.ShouldBeInSyncAsync();
        (await platform.CountRequestsAsync(Ct) - before).ShouldBe(0);

        // Its password was changed
        var admins = JsonNode.Parse(await platform.AskAsync(HttpMethod.Get, "/roles?per_page=100", null, Ct))!["data"]!.AsArray();
        await platform.AskAsync(HttpMethod.Post, $"/roles/{admins.Single()!["id"]}/reset", new { }, Ct);
        await project.ShouldBeInSyncAsync();

        // It was deleted
        await platform.AskAsync(HttpMethod.Delete, $"/roles/{admins.Single()!["id"]}?successor=postgres", null, Ct);
        await project.ShouldBeInSyncAsync();

        // Its hour is over
        await platform.ControlAsync(HttpMethod.Post, "clock", new { seconds = 7200 }, Ct);
        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
    }

    [Fact]
    public async Task A_login_of_a_run_that_was_killed_is_found_and_one_in_use_is_left_alone()
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct);
        using var project = new TempProject();
        platform.Declare(project, "blog: {}\ntodo: {}", "api");
        await platform.AskAsync(HttpMethod.Post, "/roles", new { name = "blog_app" }, Ct);
        await project.UpAsync();
        (await platform.RolesAsync(Ct)).Select(role => role.Name).ShouldBe(["blog_app", "todo_app"]);
        (await project.RunAsync("outputs", "--check")).ShouldExit(0);

        // One that somebody uses is not Carpool's to reset
        var made = JsonNode.Parse(await platform.AskAsync(HttpMethod.Post, "/roles", new { name = "shop_app" }, Ct))!;
        await platform.RowsAsync($"GRANT CREATE ON DATABASE postgres TO {made["base_username"]}", Ct);
        platform.Declare(project, "blog: {}\ntodo: {}\nshop: {}", "api");
        (await project.RunAsync("up", "--yes")).ShouldExit(1).Everything.ShouldContain("CP2002");
        (await platform.RolesAsync(Ct)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_lost_registry_is_found_again_by_the_names_in_the_list()
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct);
        using var project = new TempProject();
        platform.Declare(project, "blog: {}", "api");
        await project.UpAsync();
        var before = await platform.RolesAsync(Ct);
        await platform.RowsAsync("DROP SCHEMA carpool CASCADE", Ct);
        (await project.RunAsync("up", "--yes")).ShouldExit(1).Everything.ShouldContain("carpool adopt blog");
        (await project.RunAsync("adopt", "--all", "--yes")).ShouldExit(0);
        (await project.RunAsync("rotate", "blog", "--in-place", "--yes")).ShouldExit(0);
        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
        await project.ShouldBeInSyncAsync();
        (await platform.RolesAsync(Ct)).ShouldBe(before);
    }

    [Fact]
    public async Task A_restored_branch_has_its_logins_and_the_API_knows_none()
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct);
        using var project = new TempProject();
        platform.Declare(project, "blog: {}", "api");
        await project.UpAsync();
        await platform.ForgetRolesAsync(Ct);
        platform.Declare(project, "blog: {}", "api");
        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
        (await platform.RolesAsync(Ct)).ShouldBeEmpty();
        (await project.RunAsync("rotate", "blog", "--in-place", "--yes")).ShouldExit(1).Everything.ShouldContain("CP5111");

        (await project.RunAsync("rotate", "blog", "--yes")).ShouldExit(0);
        (await project.RunAsync("rotate", "--finish", "blog", "--yes")).ShouldExit(0).Everything.ShouldContain("CP5111");
        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
        await project.ShouldBeInSyncAsync();
        (await platform.RolesAsync(Ct)).Count.ShouldBe(1);
    }

    [Slow]
    [Theory]
    [InlineData("names=unique")]
    [InlineData("absent=empty")]
    [InlineData("template=extensions")]
    [InlineData("admin_attributes=off")]
    [InlineData("reassign=postgres")]
    [InlineData("reset=username")]
    public async Task What_is_not_known_of_the_platform_may_be_either_way(string word)
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct, word);
        using var project = new TempProject();
        platform.Declare(project, "blog: {}\ntodo: {}", "api");
        await project.UpAsync();
        (await project.RunAsync("rotate", "blog", "--now", "--yes")).ShouldExit(0);
        platform.Declare(project, "todo: {}", "api");
        (await project.RunAsync("up", "--yes", "--allow", "CP3001")).ShouldExit(0);

        // A new app of the same name beside the one in quarantine
        platform.Declare(project, "blog: {}\ntodo: {}", "api");
        (await project.RunAsync("up", "--yes", "--allow", "CP3005")).ShouldExit(0);
        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
        (await project.RunAsync("verify")).ShouldExit(0);
    }

    [Fact]
    public async Task A_role_that_may_not_become_postgres_makes_nothing()
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct, "admin_set_role=off");
        using var project = new TempProject();
        platform.Declare(project, "blog: {}");
        (await project.RunAsync("up", "--yes")).ShouldExit(1).Everything.ShouldContain("CP5110");
        (await platform.RowsAsync("SELECT datname FROM pg_database WHERE datname = 'blog'", Ct)).ShouldBeEmpty();
    }

    /// <summary>Killed at any moment, over API and SQL together: what was made is found and used, and nothing is left over.</summary>
    [Slow]
    [Fact]
    public async Task Killed_anywhere_no_login_is_left_over()
    {
        var trials = TestDepth.Current switch
        {
            TestDepth.Quick => 6,
            TestDepth.Ci => 25,
            _ => 100,
        };
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct);
        using var project = new TempProject();
        platform.Declare(project, "blog: {}", "api");
        await project.UpAsync();
        for (var trial = 0; trial < trials; trial++)
        {
            platform.Declare(project, trial % 2 == 0 ? "blog: {}\ntodo: {on_remove: drop}\nshop: {on_remove: drop}" : "blog: {}", "api");
            using (var run = await project.StartAsync("up", "--yes", "--allow", "CP3001", "--allow", "CP3003", "--allow", "CP3005"))
            {
                await Task.Delay(300 + (trial * 1700 / trials), Ct);
                await run.KillAsync();
            }

            (await project.RunAsync("up", "--yes", "--allow", "CP3001", "--allow", "CP3003", "--allow", "CP3005")).ShouldExit(0);
            (await platform.RolesAsync(Ct)).Select(role => role.Name).ShouldBe(trial % 2 == 0 ? ["blog_app", "shop_app", "todo_app"] : ["blog_app"]);
        }

        (await platform.CountAdminsAsync(Ct)).ShouldBe(1);
        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
    }
}
