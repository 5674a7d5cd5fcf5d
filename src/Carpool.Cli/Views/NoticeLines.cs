namespace Carpool.Cli.Views;

/// <summary>What takes time, as it begins; nothing without a paper.</summary>
internal sealed class NoticeLines(Paper? paper) : IProgress<string>
{
    public void Report(string value)
    {
        // A line of progress may stand there
        if (paper?.IsLive == true) paper.Over("");
        paper?.Line(paper.Dim(value));
    }
}
