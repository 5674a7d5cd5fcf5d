using Shouldly;
using Xunit;

namespace Carpool.PlanetScale.Tests;

/// <summary>No minute holds more requests than it may, whenever it begins.</summary>
public sealed class RequestPaceTests
{
    [Fact]
    public async Task A_minute_takes_so_many_and_the_next_one_waits_for_the_first_to_be_over()
    {
        var clock = new HandClock();
        var pace = new RequestPace(3, clock);
        for (var turn = 0; turn < 3; turn++)
        {
            await pace.TakeTurnAsync(TestContext.Current.CancellationToken);
            clock.Advance(TimeSpan.FromSeconds(10));
        }

        var waiting = pace.TakeTurnAsync(TestContext.Current.CancellationToken);
        waiting.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(29));
        waiting.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(2));
        await waiting.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        pace.TakeTurnAsync(TestContext.Current.CancellationToken).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_pause_holds_everybody_back()
    {
        var clock = new HandClock();
        var pace = new RequestPace(100, clock);
        pace.Pause(TimeSpan.FromSeconds(5));
        pace.Pause(TimeSpan.FromSeconds(1));
        var waiting = pace.TakeTurnAsync(TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(4));
        waiting.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(2));
        await waiting.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_client_keeps_to_it()
    {
        await using var api = new LoopbackApi((_, _) => Reply.Json(200, Samples.Role("r1", "x")));
        var clock = new HandClock();
        using var client = new PlanetScaleClient(api.Options with { RequestsPerMinute = 5, Clock = clock });
        var calls = Enumerable.Range(0, 8).Select(_ => Samples.On(client).GetRoleAsync("r1", TestContext.Current.CancellationToken)).ToList();
        await Task.WhenAll(calls.Take(5));
        await Task.Delay(100, TestContext.Current.CancellationToken);
        api.Requests.Count.ShouldBe(5);
        clock.Advance(TimeSpan.FromSeconds(61));
        await Task.WhenAll(calls);
        api.Requests.Count.ShouldBe(8);
    }

    /// <summary>A clock that goes when it is told to.</summary>
    private sealed class HandClock : TimeProvider
    {
        private readonly List<HandTimer> _timers = [];
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _now);

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(GetTimestamp());

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new HandTimer(this, () => callback(state));
            timer.Change(dueTime, period);
            lock (_timers) _timers.Add(timer);
            return timer;
        }

        public void Advance(TimeSpan time)
        {
            Interlocked.Add(ref _now, time.Ticks);
            HandTimer[] due;
            lock (_timers) due = [.. _timers.Where(timer => timer.Due <= GetTimestamp())];
            foreach (var timer in due) timer.Fire();
        }

        private sealed class HandTimer(HandClock clock, Action ring) : ITimer
        {
            public long Due { get; private set; } = long.MaxValue;

            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                Due = dueTime < TimeSpan.Zero ? long.MaxValue : clock.GetTimestamp() + dueTime.Ticks;
                return true;
            }

            public void Fire()
            {
                Due = long.MaxValue;
                ring();
            }

            public void Dispose() => Due = long.MaxValue;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
