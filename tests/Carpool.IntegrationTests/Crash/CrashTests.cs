using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Crash;

/// <summary>The program is killed, after every statement that it sends, and loses nothing: the same command then makes it whole.</summary>
public sealed class CrashTests
{
    private const int TrialsAtATime = 2;
    private const int CiStride = 2;
    private const int QuickStride = 24;
    private const int RandomTrials = 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Each story with kills after its statements; at soak once more with kills at moments that a seed gives.</summary>
    public static TheoryData<string, int, AdminKind, int?> Stories
    {
        get
        {
            var rows = new TheoryData<string, int, AdminKind, int?>();
            foreach (var story in CrashStory.All)
            {
                foreach (var (version, kind) in ServerMatrix.Corners.Select(row => row.Data).Where(row => (story.Only ?? row.Item2) == row.Item2))
                {
                    rows.Add(story.Name, version, kind, null);
                    if (TestDepth.Current is TestDepth.Soak) rows.Add(story.Name, version, kind, Seed);
                }
            }

            return rows;
        }
    }

    private static int Seed { get; } = Environment.GetEnvironmentVariable("CARPOOL_TEST_SEED") is { Length: > 0 } given ? int.Parse(given) : RandomNumberGenerator.GetInt32(int.MaxValue);

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task Killed_and_run_again(string name, int version, AdminKind kind, int? seed)
    {
        await using var ground = await CrashGround.PrepareAsync(CrashStory.All.Single(story => story.Name == name), version, kind);
        if (seed is { } known) await EachAsync(Moments(known, ground.Took), moment => CrashTrial.KillAtAsync(moment, ground));
        else await KillAfterStatementsAsync(ground, version);
    }

    private static async Task KillAfterStatementsAsync(CrashGround ground, int version)
    {
        // Behind a statement that only reads there is what was behind the one before
        List<ProxiedStatement> points = [.. ground.Statements.Where((statement, index) => TestDepth.Current is TestDepth.Soak || index == 0 || !statement.IsRead)];

        // At ci each of the two servers takes every other one
        if (TestDepth.Current is TestDepth.Ci) points = [.. points.Where((_, index) => index % CiStride == version / 4 % CiStride || index == points.Count - 1)];
        if (TestDepth.Current is TestDepth.Quick) points = [.. points.Where((_, index) => index % QuickStride == 0 || index == points.Count - 1)];
        var reached = 0;
        await EachAsync(points, async point =>
        {
            if (await CrashTrial.KillAfterAsync(point.Number, ground, again: TestDepth.Current is not TestDepth.Ci)) Interlocked.Increment(ref reached);
        });

        reached.ShouldBeGreaterThanOrEqualTo(points.Count * 9 / 10, "a run that has ended cannot be killed");
    }

    private static List<TimeSpan> Moments(int seed, TimeSpan within) =>
        [.. Enumerable.Range(0, RandomTrials).Select(trial => within * (BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {trial}"))) / (double)uint.MaxValue))];

    /// <summary>All trials, whatever fails, and then the failures.</summary>
    private static async Task EachAsync<T>(IReadOnlyList<T> trials, Func<T, Task> tryAsync)
    {
        var failures = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(trials, new ParallelOptions { MaxDegreeOfParallelism = TrialsAtATime, CancellationToken = Ct }, async (trial, _) =>
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
        if (!failures.IsEmpty) Assert.Fail($"{failures.Count} of {trials.Count} trials failed\n{string.Join("\n\n", failures)}");
    }
}
