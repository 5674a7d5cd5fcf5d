using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Crash;

/// <summary>The program is killed after every statement that it sends, and loses nothing.</summary>
public sealed class CrashTests
{
    private const int TrialsAtATime = 2;
    private const int QuickStride = 12;

    public static TheoryData<string, int, AdminKind> Stories
    {
        get
        {
            var rows = new TheoryData<string, int, AdminKind>();
            foreach (var story in CrashStory.All)
            {
                foreach (var (version, kind) in ServerMatrix.Corners.Select(row => row.Data).Where(row => row.Item2 == (story.Only ?? row.Item2))) rows.Add(story.Name, version, kind);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task Killed_after_a_statement_the_next_run_makes_it_whole(string name, int version, AdminKind kind)
    {
        var story = CrashStory.All.Single(candidate => candidate.Name == name);
        await using var ground = await CrashGround.PrepareAsync(story, version, kind);
        if (name == "up") ground.Statements.Count.ShouldBeGreaterThanOrEqualTo(100);
        var points = TestDepth.Current is TestDepth.Quick ? Spread(ground.Statements) : ground.Statements;

        var clock = System.Diagnostics.Stopwatch.StartNew();
        var reached = 0;
        await EachAsync(points, async point =>
        {
            if (await CrashTrial.KillAfterAsync(point.Number, story, ground)) Interlocked.Increment(ref reached);
        });

        TestContext.Current.TestOutputHelper!.WriteLine($"{points.Count} of {ground.Statements.Count} points, each {clock.Elapsed.TotalSeconds / points.Count:0.00} s, undisturbed {ground.Took.TotalSeconds:0.00} s");
        reached.ShouldBeGreaterThanOrEqualTo(points.Count * 9 / 10, "a kill that comes too late shows nothing");
    }

    /// <summary>The first, the last, and some in between.</summary>
    private static List<ProxiedStatement> Spread(IReadOnlyList<ProxiedStatement> statements) =>
        [.. statements.Where((_, index) => index % QuickStride == 0 || index == statements.Count - 1)];

    /// <summary>All trials, whatever fails, and then the failures.</summary>
    private static async Task EachAsync<T>(IReadOnlyList<T> trials, Func<T, Task> tryAsync)
    {
        var failures = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForEachAsync(trials, new ParallelOptions { MaxDegreeOfParallelism = TrialsAtATime, CancellationToken = TestContext.Current.CancellationToken }, async (trial, _) =>
        {
            try
            {
                await tryAsync(trial);
            }
            catch (InvalidOperationException failure)
            {
                failures.Add(failure.Message);
            }
        });
        failures.ShouldBeEmpty($"{failures.Count} of {trials.Count} trials failed");
    }
}
