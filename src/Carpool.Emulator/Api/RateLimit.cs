namespace Carpool.Emulator.Api;

/// <summary>So many requests within a minute, and no more.</summary>
internal sealed class RateLimit(int perMinute, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Queue<DateTimeOffset> _taken = new();
    private readonly Lock _gate = new();

    /// <summary>Null where one more is allowed, and it is counted; else how long until it will be.</summary>
    public TimeSpan? Take()
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            while (_taken.TryPeek(out var oldest) && now - oldest > Window) _taken.Dequeue();
            if (_taken.Count >= perMinute) return _taken.Peek() + Window - now;
            _taken.Enqueue(now);
            return null;
        }
    }
}
