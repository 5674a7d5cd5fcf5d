using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Branches;

/// <summary>How much is asked of the API: it counts requests, and gives 600 a minute to everybody together.</summary>
public sealed class BranchCallTests
{
    private const int PageSize = 100;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_needs_nothing_of_the_API_asks_nothing()
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct);
        await using var proxy = new ApiProxy(platform);
        using var project = new TempProject();
        KeyIsElsewhere(project);
        platform.Declare(project, "blog: {}\ntodo: {}", "api", api: proxy.Api);
        await project.UpAsync();
        for (var role = 0; role <= PageSize; role++) await platform.AskAsync(HttpMethod.Post, "/roles", new { name = $"somebody {role}" }, Ct);

        proxy.Take();
        await project.ShouldBeInSyncAsync();
        foreach (var command in (string[][])[["status"], ["run", "blog", "--", "true"], ["verify"]]) (await project.RunAsync(command)).ShouldExit(0);
        proxy.Take().ShouldBeEmpty();
        (await project.RunAsync("outputs")).ShouldExit(0);
        proxy.Take().Count.ShouldBe(1, "whether there is a replica");

        // As in a fresh clone: the list, of two pages by now, and a role of its own
        Directory.Delete(Path.Combine(project.Folder, ".carpool"), recursive: true);
        await project.ShouldBeInSyncAsync();
        var asked = proxy.Take();
        asked.Select(call => (call.IsList, call.MakesRole)).ShouldBe([(true, false), (true, false), (false, true)], string.Join('\n', asked));
        await project.ShouldBeInSyncAsync();
        proxy.Take().ShouldBeEmpty();
    }

    [Fact]
    public async Task Calls_are_told_to_who_asks_for_it()
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct);
        using var project = new TempProject();
        platform.Declare(project, "blog: {}", "api");
        var told = (await project.RunAsync("up", "--yes", "--verbose")).ShouldExit(0).Err;
        told.ShouldContain("[planetscale] GET /v1/organizations/");
        told.Split('\n').Count(line => line.StartsWith("[planetscale] POST /v1/organizations/", StringComparison.Ordinal) && line.Contains("/roles 200 in ", StringComparison.Ordinal)).ShouldBe(2, told);
        told.ShouldNotContain("pscale_pw_");
        (await project.RunAsync("outputs")).ShouldExit(0).Err.ShouldNotContain("[planetscale]");
    }

    /// <summary>How many apps, and how many requests a minute the platform takes.</summary>
    public static TheoryData<int, int> Crowds => TestDepth.Current is TestDepth.Soak ? new() { { 300, 600 }, { 300, 150 } } : new() { { 30, 600 } };

    [Slow]
    [Theory]
    [MemberData(nameof(Crowds))]
    public async Task Many_apps_take_one_call_each(int apps, int requestsPerMinute)
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct, $"rate={requestsPerMinute}");
        await using var proxy = new ApiProxy(platform);
        using var project = new TempProject();
        KeyIsElsewhere(project);
        platform.Declare(project, string.Join('\n', Enumerable.Range(0, apps).Select(app => $"app{app:000}: {{}}")), "api", api: proxy.Api);
        (await project.RunAsync(["up", "--yes"], input: null, TimeSpan.FromMinutes(20))).ShouldExit(0);

        var asked = proxy.Take();
        var heard = asked.Where(call => call.Status != 429).ToList();
        if (requestsPerMinute >= 600) heard.Count.ShouldBe(asked.Count, "refused for being too many");
        heard.Count(call => call.MakesRole).ShouldBe(apps + 1, "one each, and Carpool's own");
        heard.Count(call => call.IsList).ShouldBe(2, "whether it has a role of its own, and which logins there are");
        heard.Count.ShouldBe(apps + 3, string.Join('\n', heard.Where(call => !call.MakesRole)));
        (await platform.RolesAsync(Ct)).Count.ShouldBe(apps);

        await project.ShouldBeInSyncAsync();
        proxy.Take().ShouldBeEmpty();
        Directory.Delete(Path.Combine(project.Folder, ".carpool"), recursive: true);
        await project.ShouldBeInSyncAsync();
        proxy.Take().Count(call => call.Status != 429).ShouldBeLessThanOrEqualTo(3 + (apps / PageSize));
    }

    /// <summary>The key comes from the environment, as where each run has a fresh clone.</summary>
    private static void KeyIsElsewhere(TempProject project) => project.Environment["CARPOOL_KEY"] = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray());
}
