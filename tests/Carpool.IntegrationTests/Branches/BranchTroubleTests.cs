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
    public async Task Machines_and_folders_of_one_name_have_a_role_each()
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct);
        using var project = new TempProject();
        project.Environment["CARPOOL_KEY"] = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray());
        platform.Declare(project, "blog: {}");
        await project.UpAsync();
        var kept = Path.Combine(project.Folder, ".carpool");
        void Become(string machine, string from)
        {
            if (Directory.Exists(kept)) Directory.Move(kept, Path.Combine(project.Folder, from));
            if (Directory.Exists(Path.Combine(project.Folder, machine))) Directory.Move(Path.Combine(project.Folder, machine), kept);
        }

        Become("second", from: "first");
        await project.ShouldBeInSyncAsync();
        (await platform.CountAdminsAsync(Ct)).ShouldBe(2);
        foreach (var (machine, from) in new[] { ("first", "second"), ("second", "first") })
        {
            Become(machine, from);
            var before = await platform.CountRequestsAsync(Ct);
            await project.ShouldBeInSyncAsync();
            (await platform.CountRequestsAsync(Ct) - before).ShouldBe(0, machine);
        }

        // A folder that lost all it had goes on with a third, and what expired is cleared away
        await platform.ControlAsync(HttpMethod.Post, "clock", new { seconds = 7200 }, Ct);
        foreach (var lost in new[] { "second", "third" })
        {
            Become("nothing", from: $"lost-{lost}");
            await project.ShouldBeInSyncAsync();
        }

        (await platform.CountAdminsAsync(Ct)).ShouldBe(2);
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
    public async Task A_role_of_the_API_that_holds_CONNECT_on_postgres_keeps_it_and_blocks_nothing()
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct);
        using var project = new TempProject();
        var made = JsonNode.Parse(await platform.AskAsync(HttpMethod.Post, "/roles", new { name = "reports" }, Ct))!;
        await platform.RowsAsync($"GRANT CONNECT ON DATABASE postgres TO {made["base_username"]}", Ct);
        await using var session = await PostgresUrl.OpenAsync(platform.UrlOf(made), ct: Ct);
        platform.Declare(project, "blog: {}", "api");
        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
        (await session.RowsAsync("SELECT current_user", Ct)).ShouldBe([(string)made["base_username"]!]);

        // One that is there by PUBLIC's right alone would be shut out
        await platform.RowsAsync("GRANT CONNECT ON DATABASE postgres TO PUBLIC", Ct);
        var guest = JsonNode.Parse(await platform.AskAsync(HttpMethod.Post, "/roles", new { name = "guest" }, Ct))!;
        await using var other = await PostgresUrl.OpenAsync(platform.UrlOf(guest), ct: Ct);
        var blocked = (await project.RunAsync("up", "--yes")).ShouldExit(3).Everything;
        blocked.ShouldContain("CP3002");
        blocked.ShouldContain((string)guest["base_username"]!);
        blocked.ShouldNotContain((string)made["base_username"]!);
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
}
