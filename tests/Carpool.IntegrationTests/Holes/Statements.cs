using System.Text.RegularExpressions;

namespace Carpool.IntegrationTests.Holes;

/// <summary>Statements one by one: some may not stand in a transaction, which several in one message would be.</summary>
internal static partial class Statements
{
    public static IReadOnlyList<string> Of(string sql) => [.. Statement().Matches(sql).Select(match => match.Value.Trim()).Where(statement => statement.Length > 0)];

    // A semicolon in quotes, in a name or between dollars ends nothing
    [GeneratedRegex("""('[^']*'|"[^"]*"|\$(?<tag>\w*)\$[\s\S]*?\$\k<tag>\$|[^;])+""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Statement();
}
