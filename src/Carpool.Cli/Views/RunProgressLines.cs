using Carpool.Stacks;

namespace Carpool.Cli.Views;

/// <summary>How far a run is: one line that is written over where that works, else a line a step.</summary>
internal sealed class RunProgressLines(Paper paper, bool isLive, TimeProvider clock) : IProgress<RunProgress>
{
    private readonly Lock _turn = new();
    private readonly LiveLine _line = new(paper, clock);

    public void Report(RunProgress value)
    {
        lock (_turn)
        {
            if (isLive) _line.Show(value.StepsDone, value.StepsTotal, pace => $"{value.AppsDone}/{value.AppsTotal} apps, {value.StepsDone}/{value.StepsTotal} steps, {pace}: {Subject(value)}");
            else paper.Line($"[{value.StepsDone}/{value.StepsTotal}] {Subject(value)}");
        }
    }

    /// <summary>Takes the live line away.</summary>
    public void End()
    {
        lock (_turn) _line.End();
    }

    private static string Subject(RunProgress value) => Paper.Plain(value.App is null ? value.Doing : $"{value.App}: {value.Doing}");
}
