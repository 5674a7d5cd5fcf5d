using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Story;

/// <summary>A live app beside its quarantined namesake: two logins of one original name, and two passwords.</summary>
public sealed class NamesakeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_start_has_its_own_password_and_keeps_it()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await project.UpAsync();
        var before = (await project.OutputsAsync()).Direct("blog");
        project.Declare("todo: {}");
        await project.UpAsync();
        project.Declare("blog: {}\ntodo: {}");
        await project.UpAsync("--allow", "CP3005");

        var fresh = (await project.OutputsAsync()).Direct("blog");
        fresh.ShouldNotBe(before);
        await using (var session = await PostgresUrl.OpenAsync(fresh, ct: Ct)) (await session.RowsAsync("SELECT current_user", Ct)).ShouldBe(["blog_owner"]);
        (await PostgresUrl.RefusalAsync(before, ct: Ct)).ShouldBe("28P01");

        // The app's record is written anew
        project.Declare("blog: { protect: true }\ntodo: {}");
        await project.UpAsync();
        (await project.OutputsAsync()).Direct("blog").ShouldBe(fresh);
        (await project.RunAsync("verify")).ShouldExit(0);
    }
}
