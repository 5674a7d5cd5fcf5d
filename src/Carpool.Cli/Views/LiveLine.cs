namespace Carpool.Cli.Views;

/// <summary>A line on a terminal that is written over while something takes its time, not more often than an eye follows.</summary>
internal sealed class LiveLine(Paper paper, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(80);
    private const int Width = 79;

    private readonly long _begun = clock.GetTimestamp();
    private TimeSpan? _shown;

    /// <summary>Shows how far it is: <paramref name="done"/> of <paramref name="total"/> give the rate and the time that is left.</summary>
    /// <param name="text">What is done, from the rate and the time left in words.</param>
    public void Show(int done, int total, Func<string, string> text)
    {
        var elapsed = clock.GetElapsedTime(_begun);
        if (_shown is { } shown && elapsed - shown < Pause) return;
        _shown = elapsed;
        var rate = done / Math.Max(elapsed.TotalSeconds, 0.001);
        var left = rate > 0 ? TimeSpan.FromSeconds((total - done) / rate) : TimeSpan.Zero;
        var line = text(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{rate:0} a second, {Age.Of(left)} left"));

        // One that wraps cannot be written over
        paper.Over(line.Length <= Width ? line : line[..Width]);
    }

    /// <summary>Takes the line away.</summary>
    public void End()
    {
        if (_shown is not null) paper.Over("");
        _shown = null;
    }
}
