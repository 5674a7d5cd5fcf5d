namespace Carpool.Cli.Views;

/// <summary>What takes time, as it begins; nothing without a paper.</summary>
internal sealed class NoticeLines(Paper? paper) : IProgress<string>
{
    public void Report(string value) => paper?.Line(paper.Dim(value));
}
