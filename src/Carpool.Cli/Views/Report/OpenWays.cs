using Carpool.Walls;

namespace Carpool.Cli.Views.Report;

/// <summary>What is open, database by database, as a list with a link to each cell of the picture.</summary>
internal static class OpenWays
{
    /// <summary>More logins of one database are left to the picture.</summary>
    private const int Listed = 50;

    public static Html Of(ReachMatrix matrix)
    {
        var open = Enumerable.Range(0, matrix.Databases.Count).Where(column => matrix.Rows.Any(row => ReachWords.IsOpen(row.Cells[column]))).ToList();
        if (open.Count == 0) return $"<p class=\"good\">No login reaches a database that is another's.</p>";
        return $"<ul class=\"ways\">{open.Select(column => Database(matrix, column))}</ul>";
    }

    private static Html Database(ReachMatrix matrix, int column) =>
        $"<li><b>{matrix.Databases[column].Value}</b>{Logins(matrix, column, Reach.Enters, "is entered by")}{Logins(matrix, column, Reach.OverOthers, "is reached over others by")}</li>\n";

    private static Html Logins(ReachMatrix matrix, int column, Reach reach, string words)
    {
        var rows = Enumerable.Range(0, matrix.Rows.Count).Where(row => matrix.Rows[row].Cells[column] == reach).ToList();
        if (rows.Count == 0) return Html.Nothing;
        return $"<p><span class=\"{ReachWords.Name(reach)} key\"></span> {words} {Plural.Of(rows.Count, "login")}: {rows.Take(Listed).Select(row => (Html)$"<a href=\"#c{row.ToString()}-{column.ToString()}\">{matrix.Rows[row].Login.Value}</a> ")}{(rows.Count > Listed ? $"and {rows.Count - Listed} more" : "")}</p>";
    }
}
