using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Faults;

/// <summary>What has to be true once the fault is over, whatever it was.</summary>
internal static class Aftermath
{
    /// <summary>One more `up` does the rest: the plan is empty then, and every credential logs in.</summary>
    public static async Task ShouldRecoverAsync(this TempProject project, params string[] apps)
    {
        await project.UpAsync();
        await project.ShouldBeSoundAsync(apps);
    }

    /// <summary>The plan is empty, these apps are there, and every credential logs in.</summary>
    public static async Task ShouldBeSoundAsync(this TempProject project, params string[] apps)
    {
        await project.ShouldBeInSyncAsync();
        var outputs = await project.OutputsAsync();
        outputs.Apps.ShouldBe(apps);
        foreach (var app in apps) (await PostgresUrl.RefusalAsync(outputs.Direct(app), ct: TestContext.Current.CancellationToken)).ShouldBeNull(app);
    }
}
