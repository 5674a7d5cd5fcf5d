using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Branches;

/// <summary>What is known of the API's logins can be lost, on either side, and found again.</summary>
public sealed class BranchLossTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

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
    public async Task A_lost_registry_brings_back_what_is_in_quarantine_by_the_names_in_the_list()
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct);
        using var project = new TempProject();
        platform.Declare(project, "blog: {}\ntodo: {roles: {app: {}, reader: {access: read}}}", "api");
        await project.UpAsync();
        var todo = (await project.OutputsAsync()).Direct("todo");
        await using (var session = await PostgresUrl.OpenAsync(todo, ct: Ct)) await session.RowsAsync("CREATE TABLE tasks (id int PRIMARY KEY); INSERT INTO tasks VALUES (1)", Ct);
        (await project.RunAsync("rotate", "todo/app", "--now", "--yes")).ShouldExit(0);
        var before = await platform.RolesAsync(Ct);
        platform.Declare(project, "blog: {}", "api");
        (await project.RunAsync("up", "--yes", "--allow", "CP3001")).ShouldExit(0);
        await platform.RowsAsync("DROP SCHEMA carpool CASCADE", Ct);

        (await project.RunAsync("adopt", "--all", "--yes")).ShouldExit(0);
        (await project.RunAsync("status", "--json")).ShouldExit(0).Out.ShouldContain("quarantined");
        platform.Declare(project, "blog: {}\ntodo: {roles: {app: {}, reader: {access: read}}}", "api");
        (await project.RunAsync("restore", "todo", "--yes")).ShouldExit(0);
        (await project.RunAsync("rotate", "--all", "--in-place", "--yes")).ShouldExit(0);
        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
        (await platform.RolesAsync(Ct)).ShouldBe(before);
        await using var again = await PostgresUrl.OpenAsync((await project.OutputsAsync()).Direct("todo"), ct: Ct);
        (await again.RowsAsync("SELECT current_user, count(*) FROM tasks", Ct)).ShouldBe(["todo_owner|1"]);
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
}
