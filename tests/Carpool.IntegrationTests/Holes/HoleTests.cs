using System.Diagnostics;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Holes;

/// <summary>
/// Every way to open a wall is found, and closed by the SQL that is told with it; what only looks like one is not reported.
/// CARPOOL_TEST_HOLES=name1,name2 runs those files alone.
/// </summary>
public sealed class HoleTests
{
    private const int Spread = 12;
    private const int Shares = 4;

    private static readonly string[] s_asked = (Environment.GetEnvironmentVariable("CARPOOL_TEST_HOLES") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [Slow]
    [MemberData(nameof(ServerMatrix.Corners), MemberType = typeof(ServerMatrix))]
    public Task Every_hole_is_found_and_closed(int version, AdminKind kind) => TryAsync(Share(Hole.Corpus, version), version, kind);

    [Theory]
    [Slow]
    [MemberData(nameof(ServerMatrix.Corners), MemberType = typeof(ServerMatrix))]
    public Task No_lookalike_is_reported(int version, AdminKind kind) => TryAsync(Share(Hole.Lookalikes, version), version, kind);

    [Fact]
    public Task A_spread_of_holes_is_found_and_closed() =>
        TryAsync([.. Hole.Corpus.Where((_, at) => at % Spread == 0), .. Hole.Lookalikes.Where((_, at) => at % Spread == 0)], ServerMatrix.Newest, AdminKind.Plain);

    /// <summary>All of them at soak depth, and of those that are asked for; at ci each version takes another quarter.</summary>
    private static IReadOnlyList<Hole> Share(IReadOnlyList<Hole> holes, int version) =>
        TestDepth.Current is TestDepth.Soak || s_asked.Length > 0 ? holes : [.. holes.Where((_, at) => at % Shares == version / 2 % Shares)];

    private static async Task TryAsync(IReadOnlyList<Hole> holes, int version, AdminKind kind)
    {
        var meant = holes.Where(hole => hole.ExistsOn(version) && (s_asked.Length == 0 || s_asked.Contains(hole.Name, StringComparer.Ordinal))).ToList();
        if (meant.Count == 0) return;
        await using var ground = await WallGround.OpenAsync(version, kind, Ct);
        (await ground.VerifyAsync()).ToString().ShouldBe("no finding, exit 0", "the ground itself");
        var failures = new List<string>();
        foreach (var hole in meant)
        {
            var watch = Stopwatch.StartNew();
            failures.AddRange(await new HoleTrial(ground, hole, kind).RunAsync(Ct));
            TestContext.Current.TestOutputHelper?.WriteLine($"{watch.Elapsed.TotalSeconds:0.0} s {hole.Name}");
        }

        failures.ShouldBeEmpty($"{failures.Count} failures of {meant.Count} files on {version} as {kind}:\n{string.Join('\n', failures)}\n");
    }
}
