using Carpool.Walls;

namespace Carpool.Cli.Views;

/// <summary>Who reaches what, as a table for a terminal: a row a login, a column a database, a character a cell.</summary>
internal static class MatrixText
{
    private const char Free = ' ', Stroke = '|';

    public static void Write(Paper paper, ReachMatrix matrix)
    {
        var excerpt = MatrixExcerpt.Of(matrix);
        var names = excerpt.Rows.Select(row => Name(matrix.Rows[row].Login.Value)).ToList();
        var margin = names.Append("").Max(name => name.Length) + 2;
        if (names.Count > 0)
        {
            WriteHeading(paper, [.. excerpt.Columns.Select(column => Name(matrix.Databases[column].Value))], margin);
            foreach (var (name, row) in names.Zip(excerpt.Rows))
                paper.Line(name.PadRight(margin) + string.Join(Free, excerpt.Columns.Select(column => Colored(paper, matrix.Rows[row].Cells[column]))));
        }

        if (excerpt.Says is { } says) paper.Line(paper.Dim(says));
        var present = excerpt.Rows.SelectMany(row => excerpt.Columns.Select(column => matrix.Rows[row].Cells[column])).ToHashSet();
        if (present.Count > 0) paper.Line(string.Join("   ", ReachWords.All.Where(present.Contains).Select(reach => $"{Colored(paper, reach)} {ReachWords.Meaning(reach)}")));
    }

    // A stair of names, each above its column: none is cut, and none is turned
    private static void WriteHeading(Paper paper, IReadOnlyList<string> databases, int margin)
    {
        for (var at = 0; at < databases.Count; at++)
            paper.Line(new string(Free, margin) + string.Concat(Enumerable.Repeat($"{Stroke}{Free}", at)) + databases[at]);
        paper.Line(new string(Free, margin) + string.Join(Free, Enumerable.Repeat(Stroke, databases.Count)));
    }

    private static string Colored(Paper paper, Reach reach)
    {
        var sign = $"{ReachWords.Sign(reach)}";
        return reach switch
        {
            Reach.Enters or Reach.OverOthers => paper.Red(sign),
            Reach.OpenByPlatform => paper.Yellow(sign),
            Reach.Own => paper.Green(sign),
            _ => paper.Dim(sign),
        };
    }

    // A row is a line, whatever the name
    private static string Name(string name) => Paper.Plain(name).Replace("\n", @"\x0a", StringComparison.Ordinal).Replace("\t", @"\x09", StringComparison.Ordinal);
}
