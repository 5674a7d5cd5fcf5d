using Carpool.Stacks;

namespace Carpool.Cli.Views;

/// <summary>How far a look into the databases is, where a line can be written over; each look has a line of its own.</summary>
internal sealed class ReadingProgressLine(Paper paper, bool isLive, TimeProvider clock) : IProgress<ReadingProgress>
{
    private LiveLine? _line;

    public void Report(ReadingProgress value)
    {
        if (!isLive) return;
        _line ??= new LiveLine(paper, clock);
        _line.Show(value.Done, value.Total, pace => $"looked into {value.Done} of {value.Total} databases, {pace}");
        if (value.Done < value.Total) return;
        _line.End();
        _line = null;
    }
}
