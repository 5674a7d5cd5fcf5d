using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Carpool.Tests.House;

/// <summary>
/// Catalog queries cannot be caught by what a tenant put into the search path, give the same rows in the same order, and take
/// parameters only as parameters.
/// </summary>
public sealed partial class CatalogQueryTests
{
    /// <summary>Those that give exactly one row.</summary>
    private static readonly string[] OneRow = ["src/Carpool/Catalog/Queries/cluster.sql", "src/Carpool/Catalog/Queries/contents.sql", "src/Carpool/Catalog/Queries/icu.sql", "src/Carpool/Catalog/Queries/server.sql", "src/Carpool/Catalog/Queries/Sync/limits.sql", "src/Carpool/Catalog/Queries/Walls/guards.sql", "src/Carpool/Catalog/Queries/Walls/glance.sql"];

    public static TheoryData<string> Queries => [.. Sources.In("src/Carpool", "*.sql").Where(file => file.Contains("/Queries/", StringComparison.Ordinal))];

    [Fact]
    public void There_are_queries() => Queries.Count.ShouldBeGreaterThan(10);

    [Theory]
    [MemberData(nameof(Queries))]
    public void What_a_query_reads_and_calls_is_qualified(string file)
    {
        var sql = Bare(file);
        Source().Matches(sql).Select(match => match.Groups["name"].Value).Where(name => !name.StartsWith("pg_catalog.", StringComparison.Ordinal)).ShouldBeEmpty();
        Call().Matches(sql).Select(match => match.Groups["name"].Value).Where(name => !IsSyntax(name) && !name.StartsWith("pg_catalog.", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void The_rows_of_a_query_have_an_order(string file) =>
        Bare(file).Contains("ORDER BY", StringComparison.Ordinal).ShouldBe(!OneRow.Contains(file, StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_takes_only_numbered_parameters(string file) => Placeholder().Matches(Bare(file)).Select(match => match.Value).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_changes_nothing(string file) => Change().Matches(Bare(file)).Select(match => match.Value).ShouldBeEmpty();

    /// <summary>A database may have an encoding in which other characters are none, and refuse the query for its comment.</summary>
    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_is_read_in_any_encoding(string file) => Sources.Read(file).Where(character => !char.IsAscii(character)).ShouldBeEmpty();

    /// <summary>Without comments, and with nothing in the quotes.</summary>
    private static string Bare(string file) => Text().Replace(Comment().Replace(Sources.Read(file), ""), "''");

    /// <summary>What looks like a call and is grammar, or names the columns of an alias.</summary>
    private static bool IsSyntax(string name) =>
        name is "ARRAY" or "COALESCE" or "FILTER" or "EXISTS" or "GREATEST" or "LEAST" or "NULLIF" or "IN" or "AND" or "OR" or "NOT" or "ANY" or "ALL" or "VALUES" or "SELECT" or "WHERE" or "LATERAL" or "FROM" or "ON" or "WHEN" or "c" or "w";

    [GeneratedRegex(@"--.*$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comment();

    [GeneratedRegex("'(?:[^']|'')*'", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Text();

    [GeneratedRegex(@"\b(FROM|JOIN)\s+(LATERAL\s+)?(?<name>[a-z_][\w.]*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Source();

    [GeneratedRegex(@"(?<name>[A-Za-z_][\w.]*)\s*\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Call();

    [GeneratedRegex(@"[{}?@%]|(?<![:\w]):[a-z]\w*|\$(?!\d)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\b(INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|GRANT|REVOKE|SET)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Change();
}
