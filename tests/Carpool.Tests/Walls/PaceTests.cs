using Carpool.Walls.Trials;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Walls;

/// <summary>Never more at once than there is room for.</summary>
public sealed class PaceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AFullServerTakesTurnsAwayButNotTheLast()
    {
        using var pace = new Pace(3, _ => Task.FromResult(0));
        for (var met = 0; met < 5; met++)
        {
            await pace.InTurnAsync(
                async () =>
                {
                    await pace.NarrowAsync(Ct);
                    return 0;
                },
                Ct);
        }

        pace.Width.ShouldBe(1);
        (await MostAtOnceAsync(pace)).ShouldBe(1);
    }

    [Fact]
    public async Task OneThatHasRoomAgainTakesNone()
    {
        using var pace = new Pace(3, _ => Task.FromResult(2));
        await pace.NarrowAsync(Ct);
        pace.Width.ShouldBe(3);
        (await MostAtOnceAsync(pace)).ShouldBe(3);
    }

    private static async Task<int> MostAtOnceAsync(Pace pace)
    {
        var (now, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => pace.InTurnAsync(
            async () =>
            {
                var at = Interlocked.Increment(ref now);
                most = Math.Max(most, at);
                await Task.Delay(20, Ct);
                return Interlocked.Decrement(ref now);
            },
            Ct)));
        return most;
    }
}
