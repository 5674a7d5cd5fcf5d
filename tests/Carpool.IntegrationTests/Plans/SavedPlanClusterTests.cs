using Carpool.IntegrationTests.BadInput;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Plans;

/// <summary>A plan is for the cluster it was made on: not for another one, nor for a copy of it.</summary>
public sealed class SavedPlanClusterTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_server_is_another_cluster()
    {
        using var project = new TempProject();
        project.Declare("blog: {}");
        await using (var first = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct))
        {
            project.Environment["CARPOOL_ADMIN_URL"] = first.AdminUrl;
            await SavedPlanStoryTests.SaveAsync(project);
        }

        await using (var second = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct))
        {
            project.Environment["CARPOOL_ADMIN_URL"] = second.AdminUrl;
            await RefusedAsync(project, "CP2031", "port was");
            (await second.DatabasesAsync(Ct)).ShouldBeEmpty();
        }

        await using var third = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        project.Environment["CARPOOL_ADMIN_URL"] = third.AdminUrl;
        await RefusedAsync(project, "CP2033", "as admin steward, and this is boss");
    }

    [Theory]
    [InlineData(false, "port was")]
    [InlineData(true, "timeline was \"00000001\" and is \"00000002\"")]
    public async Task A_copy_is_told_by_its_address_or_by_its_timeline(bool isRestoredInPlace, string word)
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await project.UpAsync();
        project.Declare("blog: {}\ntodo: {}");
        await SavedPlanStoryTests.SaveAsync(project);

        var port = isRestoredInPlace ? server.Port : TestServer.FreePort();
        await using var copy = await ServerCopy.OfAsync(server, port, isRestoredInPlace, Ct);
        project.Environment["CARPOOL_ADMIN_URL"] = server.AdminUrl.Replace($":{server.Port}/", $":{port}/", StringComparison.Ordinal);
        await RefusedAsync(project, "CP2031", word);
        await SavedPlanStoryTests.SaveAsync(project);
        await project.UpAsync("plan.json");
    }

    private static async Task RefusedAsync(TempProject project, string code, string word) =>
        Refusal.ErrorOf(await project.RunAsync("up", "plan.json", "--yes", "--json"), word).Text("code").ShouldBe(code);
}
