using Carpool.Sessions;

namespace Carpool.Cli.Views;

/// <summary>Each statement as it goes out, for --verbose; nothing without a paper.</summary>
internal sealed class StatementLines(Paper? paper) : IStatementLog
{
    public void Sent(string database, string displaySql) => paper?.Line($"{paper.Dim($"[{database}]")} {Paper.Plain(displaySql)}");
}
