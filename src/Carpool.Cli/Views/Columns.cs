using Spectre.Console;

namespace Carpool.Cli.Views;

/// <summary>Rows under headings, as wide as they are: a name that wraps cannot be copied.</summary>
internal static class Columns
{
    public static void Write(Paper paper, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<(string Text, Color Color)>> rows)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = true };
        foreach (var heading in headings) table.AddColumn(new TableColumn(new Text(heading, new Style(decoration: Decoration.Dim))) { NoWrap = true, Padding = new Padding(0, 0, 3, 0) });
        foreach (var row in rows) table.AddRow(row.Select(cell => new Text(Paper.Plain(cell.Text), new Style(cell.Color))));

        var lines = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = paper.IsColored ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = paper.IsColored ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(lines),
        });
        console.Profile.Width = 10_000;
        console.Write(table);
        foreach (var line in lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)) paper.Line(line.TrimEnd());
    }
}
