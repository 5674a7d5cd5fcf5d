namespace Carpool.Emulator;

/// <summary>The time, which can be put forward: nobody waits an hour for a role to expire.</summary>
internal sealed class EmulatorClock(TimeProvider clock) : TimeProvider
{
    private long _forwardTicks;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _forwardTicks));

    public void PutForward(TimeSpan by) => Interlocked.Add(ref _forwardTicks, by.Ticks);
}
