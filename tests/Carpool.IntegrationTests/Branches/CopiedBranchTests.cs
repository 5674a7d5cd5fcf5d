using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Branches;

/// <summary>
/// A branch that was made from another's backup has its databases, its roles, their passwords and its system identifier. It is another cluster
/// all the same, which only the id at the end of each login's name tells, and the API's list, which is empty.
/// </summary>
public sealed class CopiedBranchTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copy_is_never_taken_for_the_original()
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct);
        using var project = new TempProject();
        platform.Declare(project, "blog: {}", "api");
        await project.UpAsync();
        var original = (await project.OutputsAsync()).Direct("blog");
        var roles = await platform.RolesAsync(Ct);
        platform.Declare(project, "blog: { connections: 7 }", "api");
        (await project.RunAsync("preview", "--out", "plan.json")).ShouldExit(0);
        await platform.AskDatabaseAsync(HttpMethod.Post, "/branches", new { name = "copy", backup_id = "latest" }, Ct);

        // A plan for the one is none for the other, and the manifest that says so leads there
        platform.Declare(project, "blog: {}", "api", branch: "copy");
        (await project.RunAsync("up", "plan.json", "--yes")).ShouldExit(1).Everything.ShouldContain("CP2031");
        await project.ShouldBeInSyncAsync();
        var copied = (await project.OutputsAsync()).Direct("blog");
        copied.ShouldNotBe(original);
        PostgresUrl.Parse(copied).Password.ShouldBe(PostgresUrl.Parse(original).Password);
        await using (var session = await PostgresUrl.OpenAsync(copied, ct: Ct)) await session.RowsAsync("CREATE TABLE there_alone (id int)", Ct);
        await using (var session = await PostgresUrl.OpenAsync(original, ct: Ct)) (await session.RowsAsync("SELECT to_regclass('there_alone') IS NULL", Ct)).ShouldBe(["t"]);

        // Its logins are none of the API's: a password that is asked for there is not the original's
        (await project.RunAsync("rotate", "blog", "--in-place", "--yes")).ShouldExit(1).Everything.ShouldContain("CP5111");
        (await PostgresUrl.RefusalAsync(original, ct: Ct)).ShouldBeNull();

        // The way out
        (await project.RunAsync("rotate", "blog", "--yes")).ShouldExit(0);
        (await project.RunAsync("rotate", "--finish", "blog", "--yes")).ShouldExit(0);
        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
        (await project.RunAsync("verify")).ShouldExit(0);
        (await platform.RolesAsync(Ct, "copy")).Count.ShouldBe(1);
        (await platform.RolesAsync(Ct)).ShouldBe(roles);
        (await PostgresUrl.RefusalAsync(original, ct: Ct)).ShouldBeNull();
        platform.Declare(project, "blog: {}", "api");
        await project.ShouldBeInSyncAsync();
        (await project.OutputsAsync()).Direct("blog").ShouldBe(original);
    }

    [Fact]
    public async Task A_URL_of_the_copy_does_nothing_to_the_logins_of_the_original()
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct);
        using var project = new TempProject();
        platform.Declare(project, "blog: {}", "api");
        await project.UpAsync();
        var original = (await project.OutputsAsync()).Direct("blog");
        await platform.AskDatabaseAsync(HttpMethod.Post, "/branches", new { name = "copy", backup_id = "latest" }, Ct);
        project.Environment["CARPOOL_ADMIN_URL"] = await platform.DefaultRoleUrlAsync("copy", Ct);
        platform.Declare(project, "blog: {}", "api", ", admin: default");
        foreach (var command in (string[][])[["preview"], ["up", "--yes"], ["rotate", "blog", "--in-place", "--yes"], ["rotate", "blog", "--now", "--yes"], ["adopt", "--all", "--yes"]])
            (await project.RunAsync(command)).ShouldExit(1).Everything.ShouldContain("CP5118");
        (await PostgresUrl.RefusalAsync(original, ct: Ct)).ShouldBeNull();

        // The way out: the manifest says which branch it is
        platform.Declare(project, "blog: {}", "api", ", admin: default", branch: "copy");
        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("rotate", "blog", "--now", "--yes")).ShouldExit(0);
        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
        (await PostgresUrl.RefusalAsync(original, ct: Ct)).ShouldBeNull();
    }
}
