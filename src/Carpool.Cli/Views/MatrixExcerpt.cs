using Carpool.Walls;

namespace Carpool.Cli.Views;

/// <summary>The rows and columns of a matrix that fit on a screen: all of a small one, and of a large one those with a way in that should not be there.</summary>
/// <param name="Rows">Places in the matrix, in its order.</param>
/// <param name="Columns">Places in the matrix, in its order.</param>
/// <param name="Says">What was left out; null where nothing was.</param>
internal sealed record MatrixExcerpt(IReadOnlyList<int> Rows, IReadOnlyList<int> Columns, string? Says)
{
    private const int MostRows = 40, MostColumns = 30;

    public static MatrixExcerpt Of(ReachMatrix matrix)
    {
        var (logins, databases) = (matrix.Rows.Count, matrix.Databases.Count);
        if (logins == 0 || databases == 0) return new([], [], "there is no login whose reach could be shown");
        if (logins <= MostRows && databases <= MostColumns) return new([.. Enumerable.Range(0, logins)], [.. Enumerable.Range(0, databases)], null);

        var open = Enumerable.Range(0, logins).Where(row => matrix.Rows[row].Cells.Any(ReachWords.IsOpen)).ToList();
        var all = $"{logins} logins, {databases} databases: ";
        if (open.Count == 0) return new([], [], $"{all}no login reaches another's database{OnPlatform(matrix)}");

        IReadOnlyList<int> rows = [.. open.Take(MostRows)];
        var reached = Enumerable.Range(0, databases).Where(column => rows.Any(row => ReachWords.IsOpen(matrix.Rows[row].Cells[column]))).ToList();
        IReadOnlyList<int> columns = [.. reached.Take(MostColumns)];
        var left = rows.Count < open.Count || columns.Count < reached.Count
            ? $"left out, {open.Count - rows.Count} logins and at least {reached.Count - columns.Count} databases with open ways among them (--html draws them, --json lists them)"
            : "left out: there nobody reaches what is another's";
        return new(rows, columns, $"{all}{logins - rows.Count} logins and {databases - columns.Count} databases are {left}{OnPlatform(matrix)}");
    }

    private static string OnPlatform(ReachMatrix matrix)
    {
        var open = Enumerable.Range(0, matrix.Databases.Count).Where(column => matrix.Rows.Any(row => row.Cells[column] == Reach.OpenByPlatform)).Select(column => matrix.Databases[column].Value).ToList();
        return open.Count == 0 ? "" : $"; left open by the platform: {string.Join(", ", open.Take(5))}{(open.Count > 5 ? $" and {open.Count - 5} more" : "")}";
    }
}
