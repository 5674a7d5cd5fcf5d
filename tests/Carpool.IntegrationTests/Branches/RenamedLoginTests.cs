using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Branches;

/// <summary>A platform where a new password comes with a new name.</summary>
public sealed class RenamedLoginTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="isByCarpool">Whether Carpool asks for the password, or somebody in the dashboard.</param>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reset_that_renames_is_told_and_the_app_is_found_again(bool isByCarpool)
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct, "reset=username");
        using var project = new TempProject();
        platform.Declare(project, "blog: {}", "api");
        await project.UpAsync();
        await project.OutputsAsync();
        if (isByCarpool)
        {
            (await project.RunAsync("rotate", "blog", "--in-place", "--yes")).ShouldExit(1).Everything.ShouldContain("CP5113");
        }
        else
        {
            await platform.AskAsync(HttpMethod.Post, $"/roles/{(await platform.RolesAsync(Ct)).Single().Id}/reset", new { }, Ct);
        }

        (await project.RunAsync("up", "--yes")).ShouldExit(1).Everything.ShouldContain("carpool adopt blog");
        (await project.RunAsync("adopt", "blog", "--yes")).ShouldExit(0);
        (await project.RunAsync("rotate", "blog", "--now", "--yes")).ShouldExit(0);
        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
        await project.OutputsAsync();
        await project.ShouldBeInSyncAsync();
        (await platform.RolesAsync(Ct)).Count.ShouldBe(1);
        (await project.RunAsync("verify")).ShouldExit(0);
    }
}
