using System.Globalization;
using Carpool.Stacks;

namespace Carpool.Cli.Views;

/// <summary>How far a run is: one line that is written over where that works, else a line a step.</summary>
internal sealed class RunProgressLines(Paper paper, bool isLive, TimeProvider clock) : IProgress<RunProgress>
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(80);
    private const int Width = 79;

    private readonly Lock _turn = new();
    private readonly long _begun = clock.GetTimestamp();
    private TimeSpan? _shown;

    public void Report(RunProgress value)
    {
        lock (_turn)
        {
            var elapsed = clock.GetElapsedTime(_begun);
            if (!isLive)
            {
                paper.Line($"[{value.StepsDone}/{value.StepsTotal}] {Subject(value)}");
                return;
            }

            if (_shown is { } shown && elapsed - shown < Pause) return;
            _shown = elapsed;
            paper.Over(Line(value, elapsed));
        }
    }

    /// <summary>Takes the live line away.</summary>
    public void End()
    {
        lock (_turn)
        {
            if (_shown is not null) paper.Over("");
            _shown = null;
        }
    }

    private static string Line(RunProgress value, TimeSpan elapsed)
    {
        var rate = value.StepsDone / Math.Max(elapsed.TotalSeconds, 0.001);
        var left = rate > 0 ? TimeSpan.FromSeconds((value.StepsTotal - value.StepsDone) / rate) : TimeSpan.Zero;
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{value.AppsDone}/{value.AppsTotal} apps, {value.StepsDone}/{value.StepsTotal} steps, {rate:0} a second, {Age.Of(left)} left: {Subject(value)}");

        // One that wraps cannot be written over
        return line.Length <= Width ? line : line[..Width];
    }

    private static string Subject(RunProgress value) => Paper.Plain(value.App is null ? value.Doing : $"{value.App}: {value.Doing}");
}
