using System.Globalization;
using System.Text;
using Carpool.Walls;

namespace Carpool.Cli.Views.Report;

/// <summary>
/// The matrix as SVG: one path for each kind of cell, made of runs, so that 500 × 500 cells are a few kilobytes. Names stand at the
/// edges while there is room for them; ticks there lead to what is open however small a cell is.
/// </summary>
internal static class MatrixPicture
{
    private const int Width = 1100, LargestCell = 26, SmallestCell = 2, LabelledCell = 11, GriddedCell = 6, Letter = 7, Gutter = 10, LongestName = 32;

    public static Html Of(ReachMatrix matrix)
    {
        var (columns, rows) = (matrix.Databases.Count, matrix.Rows.Count);
        var cell = Math.Clamp(Width / Math.Max(columns, 1), SmallestCell, LargestCell);
        var isLabelled = cell >= LabelledCell;
        var (left, slant) = isLabelled ? (Longest(matrix.Rows.Select(row => row.Login.Value)), Longest(matrix.Databases.Select(database => database.Value))) : (Gutter, Gutter);
        var (top, right) = isLabelled ? (slant * 7 / 8, slant / 2) : (Gutter, 0);
        var (wide, high) = (left + (columns * cell) + right, top + (rows * cell));
        return $"""
            <svg id="matrix" viewBox="0 0 {Raw(wide)} {Raw(high)}" width="{Raw(wide)}" height="{Raw(high)}" role="img" aria-label="{rows} logins, {columns} databases: who reaches what">
            <g id="cells" transform="translate({Raw(left)} {Raw(top)}) scale({Raw(cell)})">
            <rect class="refused" width="{Raw(columns)}" height="{Raw(rows)}"/>
            {ReachWords.All.Where(reach => reach != Reach.Refused).Select(reach => Runs(matrix, reach))}{Grid(columns, rows, cell)}<path class="tick" d="{Ticks(matrix, cell)}"/>
            <rect id="across" class="cross" width="{Raw(columns)}" height="1" visibility="hidden"/><rect id="down" class="cross" width="1" height="{Raw(rows)}" visibility="hidden"/>
            </g>
            {(isLabelled ? RowNames(matrix, left, top, cell) : [])}{(isLabelled ? ColumnNames(matrix, left, top, cell) : [])}</svg>
            """;
    }

    /// <summary>One row of cells as runs: `o1.499`.</summary>
    public static string RunsOf(ReachRow row)
    {
        var text = new StringBuilder();
        foreach (var (reach, _, length) in Runs(row)) text.Append(CultureInfo.InvariantCulture, $"{ReachWords.Sign(reach)}{length}");
        return text.ToString();
    }

    private static IEnumerable<(Reach Reach, int Start, int Length)> Runs(ReachRow row)
    {
        for (var (start, end) = (0, 0); start < row.Cells.Count; start = end)
        {
            while (end < row.Cells.Count && row.Cells[end] == row.Cells[start]) end++;
            yield return (row.Cells[start], start, end - start);
        }
    }

    private static Html Runs(ReachMatrix matrix, Reach reach)
    {
        var path = new StringBuilder();
        for (var y = 0; y < matrix.Rows.Count; y++)
        {
            foreach (var (_, x, length) in Runs(matrix.Rows[y]).Where(run => run.Reach == reach)) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{length}v1h-{length}z");
        }

        return path.Length == 0 ? Html.Nothing : (Html)$"<path class=\"{ReachWords.Name(reach)}\" d=\"{path.ToString()}\"/>\n";
    }

    private static Html Grid(int columns, int rows, int cell)
    {
        if (cell < GriddedCell) return Html.Nothing;
        var lines = string.Concat(Enumerable.Range(0, columns + 1).Select(x => $"M{x} 0v{rows}")) + string.Concat(Enumerable.Range(0, rows + 1).Select(y => $"M0 {y}h{columns}"));
        return $"<path class=\"grid\" d=\"{lines}\"/>\n";
    }

    private static string Ticks(ReachMatrix matrix, int cell)
    {
        var length = (6.0 / cell).ToString("0.##", CultureInfo.InvariantCulture);
        var rows = Enumerable.Range(0, matrix.Rows.Count).Where(row => matrix.Rows[row].Cells.Any(ReachWords.IsOpen));
        var columns = Enumerable.Range(0, matrix.Databases.Count).Where(column => matrix.Rows.Any(row => ReachWords.IsOpen(row.Cells[column])));
        return string.Concat(rows.Select(y => $"M0 {y}h-{length}v1h{length}z")) + string.Concat(columns.Select(x => $"M{x} 0v-{length}h1v{length}z"));
    }

    private static IEnumerable<Html> RowNames(ReachMatrix matrix, int left, int top, int cell) => matrix.Rows.Select((row, y) =>
        (Html)$"<text class=\"row\" x=\"{Raw(left - Gutter)}\" y=\"{Raw(top + (y * cell) + (cell / 2))}\">{Short(row.Login.Value)}</text>\n");

    private static IEnumerable<Html> ColumnNames(ReachMatrix matrix, int left, int top, int cell) => matrix.Databases.Select((database, x) =>
        (Html)$"<text transform=\"translate({Raw(left + (x * cell) + (cell / 2))} {Raw(top - Gutter)}) rotate(-60)\">{Short(database.Value)}</text>\n");

    private static int Longest(IEnumerable<string> names) => (names.Select(name => Short(name).Length).DefaultIfEmpty().Max() * Letter) + (2 * Gutter);

    private static string Short(string name) => name.Length <= LongestName ? name : name[..(char.IsHighSurrogate(name[LongestName - 2]) ? LongestName - 2 : LongestName - 1)] + "…";

    // Of a measure, without the commas that people like
    private static string Raw(int number) => number.ToString(CultureInfo.InvariantCulture);
}
