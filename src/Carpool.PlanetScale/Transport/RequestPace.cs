namespace Carpool.PlanetScale;

/// <summary>Keeps requests within a number for any minute, and all of them back while the API asks for a pause.</summary>
internal sealed class RequestPace(int perMinute, TimeProvider clock)
{
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Queue<long> _sent = new(perMinute);
    private long _pausedUntil = long.MinValue;

    /// <summary>Returns when the next request may be sent, and counts it.</summary>
    public async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        while (TryTake() is { } wait) await Task.Delay(wait, clock, cancellationToken);
    }

    /// <summary>Nothing is sent for so long from now on.</summary>
    public void Pause(TimeSpan pause)
    {
        lock (_gate) _pausedUntil = Math.Max(_pausedUntil, clock.GetTimestamp() + Ticks(pause));
    }

    /// <summary>How long to wait before it is worth asking again; null when the turn is taken.</summary>
    private TimeSpan? TryTake()
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            if (_pausedUntil > now) return AtLeastAMoment(clock.GetElapsedTime(now, _pausedUntil));
            while (_sent.TryPeek(out var oldest) && clock.GetElapsedTime(oldest, now) >= s_window) _sent.Dequeue();
            if (_sent.Count >= perMinute) return AtLeastAMoment(s_window - clock.GetElapsedTime(_sent.Peek(), now));
            _sent.Enqueue(now);
            return null;
        }
    }

    private long Ticks(TimeSpan time) => (long)(time.TotalSeconds * clock.TimestampFrequency);

    // A timer counts whole milliseconds, and would end a fraction of one too early
    private static TimeSpan AtLeastAMoment(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds) + 1);
}
