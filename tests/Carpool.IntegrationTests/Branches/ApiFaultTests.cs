using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Branches;

/// <summary>The API fails while `up` works on a branch: that run, or the next one, ends as if it had not.</summary>
[Slow]
public sealed class ApiFaultTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What fails, and how. An answer that never comes takes half a minute, so it is tried at soak, and the one that is lost at once stands for it.</summary>
    public static TheoryData<string, int?, string?> Faults
    {
        get
        {
            var rows = new TheoryData<string, int?, string?>
            {
                { "POST", null, "lost" },
                { "POST", null, "truncated" },
                { "POST", null, "slow" },
                { "POST", 503, null },
                { "GET", 429, null },
                { "GET", 500, null },
            };
            if (TestDepth.Current is not TestDepth.Soak) return rows;
            rows.Add("POST", null, "silent");
            rows.Add("POST", 429, null);
            rows.Add("POST", 500, null);
            foreach (var mishap in new[] { "lost", "truncated", "slow", "silent" }) rows.Add("GET", null, mishap);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_API_may_fail_once(string method, int? status, string? mishap)
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct);
        using var project = new TempProject();
        platform.Declare(project, "blog: {}", "api");
        (await project.RunAsync("preview")).ShouldExit(0);
        await platform.ControlAsync(HttpMethod.Post, "faults", new { method, path = "roles", status, mishap, times = 1 }, Ct);
        var first = await project.RunAsync("up", "--yes");
        if (first.ExitCode != 0) await project.UpAsync();
        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
        (await platform.RolesAsync(Ct)).Select(role => role.Name).ShouldBe(["blog_app"]);
        (await platform.CountAdminsAsync(Ct)).ShouldBe(1);
    }

    /// <summary>Deleting and resetting are done again where nobody knows whether they were done.</summary>
    [Theory]
    [InlineData("DELETE", "lost")]
    [InlineData("POST", "lost")]
    public async Task A_retirement_and_a_new_password_may_lose_their_answer(string method, string mishap)
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct);
        using var project = new TempProject();
        platform.Declare(project, "blog: {}", "api");
        await project.UpAsync();
        await platform.ControlAsync(HttpMethod.Post, "faults", new { method, path = "roles/", mishap, times = 1 }, Ct);
        (await project.RunAsync("rotate", "blog", method == "DELETE" ? "--now" : "--in-place", "--yes")).ShouldExit(0);
        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
        (await platform.RolesAsync(Ct)).Count.ShouldBe(1);
        await project.ShouldBeInSyncAsync();
    }

    /// <summary>Seconds until a role is ready, and how many runs end before one is: each of those is told, and the next goes on with it.</summary>
    public static TheoryData<int, int> Delays => TestDepth.Current is TestDepth.Soak ? new() { { 3, 0 }, { 600, 2 } } : new() { { 3, 0 } };

    [Theory]
    [MemberData(nameof(Delays))]
    public async Task A_role_may_not_be_ready_for_a_while(int seconds, int refusals)
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct, $"ready_after={seconds}");
        using var project = new TempProject();
        platform.Declare(project, "blog: {}", "api");
        for (var run = 0; run < refusals; run++)
        {
            (await project.RunAsync(["up", "--yes"], input: null, TimeSpan.FromMinutes(4))).ShouldExit(1).Everything.ShouldContain("CP5107");
            await platform.ControlAsync(HttpMethod.Post, "clock", new { seconds = seconds + 60 }, Ct);
            await Task.Delay(TimeSpan.FromSeconds(2), Ct);
        }

        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
        (await platform.RolesAsync(Ct)).Select(role => role.Name).ShouldBe(["blog_app"]);
        (await platform.CountAdminsAsync(Ct)).ShouldBe(1);
    }
}
