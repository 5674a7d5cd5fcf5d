using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Branches;

/// <summary>Killed at any moment, over API and SQL together: what was made is found and used, and no role is left over, neither in the API's list nor on the server.</summary>
public sealed class BranchCrashTests
{
    private const string OneApp = "blog: {}";
    private const string ThreeApps = "blog: {}\nshop: {on_remove: drop}\ntodo: {on_remove: drop}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>How many trials, and the seed of their moments.</summary>
    public static TheoryData<int, int> Trials => new()
    {
        {
            TestDepth.Current is TestDepth.Soak ? 100 : 4,
            Environment.GetEnvironmentVariable("CARPOOL_TEST_SEED") is { Length: > 0 } given ? int.Parse(given) : RandomNumberGenerator.GetInt32(int.MaxValue)
        },
    };

    [Slow]
    [Theory]
    [MemberData(nameof(Trials))]
    public async Task Killed_anywhere_no_role_is_left_over(int trials, int seed)
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct);
        await using var proxy = new ApiProxy(platform);
        using var project = new TempProject();
        void Declare(string apps) => platform.Declare(project, apps, "api", api: proxy.Api);
        Story[] stories =
        [
            new("apps come", ThreeApps, ["up", "--yes"], 3),
            new("a login is replaced", ThreeApps, ["rotate", "shop", "todo", "--now", "--yes"], 3),
            new("apps go", OneApp, ["up", "--yes", "--allow", "CP3001", "--allow", "CP3003"], 1),
        ];
        Declare(OneApp);
        await project.UpAsync();

        // Undisturbed: how long each takes, and what it asks of the API
        var measures = new List<(TimeSpan Took, int Calls)>();
        foreach (var story in stories)
        {
            Declare(story.Apps);
            proxy.Take();
            var clock = Stopwatch.StartNew();
            (await project.RunAsync(story.Command)).ShouldExit(0);
            measures.Add((clock.Elapsed, proxy.Take().Count));
            await NothingIsLeftOverAsync(platform, story, "undisturbed");
        }

        var hits = 0;
        for (var trial = 0; trial < trials; trial++)
        {
            var (story, measure) = (stories[trial % stories.Length], measures[trial % stories.Length]);
            var by = Chance(seed, trial);
            // Every other one at a request, which most of a run's time is not
            var request = trial % 2 == 0 ? 1 + (int)(by * measure.Calls) : (int?)null;
            var name = $"trial {trial}, {story.Name}, killed {(request is { } number ? $"after request {number} of {measure.Calls}" : $"after {(measure.Took * by).TotalMilliseconds:0} ms of {measure.Took.TotalMilliseconds:0}")}";
            Declare(story.Apps);
            var held = request is { } last ? proxy.HoldAfter(last) : Task.Delay(measure.Took * by, Ct);
            using (var run = await project.StartAsync(story.Command))
            {
                await Task.WhenAny(held, run.Ended);
                if (!run.Ended.IsCompleted) hits++;
                await run.KillAsync();
            }

            proxy.Release();
            var again = await project.RunAsync(story.Command);
            again.ExitCode.ShouldBe(0, $"{name}\n{again}");
            await NothingIsLeftOverAsync(platform, story, name);
        }

        hits.ShouldBeGreaterThanOrEqualTo(trials * 3 / 4, "a run that has ended cannot be killed");
        (await platform.CountAdminsAsync(Ct)).ShouldBe(1);
        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
    }

    private static async Task NothingIsLeftOverAsync(EmulatedPlatform platform, Story story, string name)
    {
        var listed = JsonNode.Parse(await platform.AskAsync(HttpMethod.Get, "/roles?per_page=100", null, Ct))!["data"]!.AsArray().Select(role => (string)role!["base_username"]!).Where(role => role != "postgres").ToList();
        listed.Count.ShouldBe(story.Logins + 1, $"{name}: the logins, and Carpool's own role");
        var onServer = await platform.RowsAsync("SELECT rolname FROM pg_roles WHERE rolname LIKE 'pscale\\_api\\_%'", Ct);
        onServer.ShouldBe(listed, ignoreOrder: true, name);
        var apps = await platform.RowsAsync("SELECT rolname FROM pg_roles WHERE rolname ~ '^(blog|shop|todo)' ORDER BY 1", Ct);
        apps.ShouldBe(story.Logins == 1 ? ["blog_owner"] : ["blog_owner", "shop_owner", "todo_owner"], name);
        (await platform.RowsAsync("SELECT datname FROM pg_database WHERE datname ~ '^(blog|shop|todo)' ORDER BY 1", Ct)).Count.ShouldBe(story.Logins, name);
    }

    /// <summary>From 0 to 1, the same for the same trial of the same seed.</summary>
    private static double Chance(int seed, int trial) => BitConverter.ToUInt32(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{seed} {trial}"))) / (double)uint.MaxValue;

    /// <param name="Logins">How many logins there are afterwards.</param>
    private sealed record Story(string Name, string Apps, string[] Command, int Logins);
}
