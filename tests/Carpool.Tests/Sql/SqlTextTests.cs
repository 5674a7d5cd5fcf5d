using Carpool.Sql;
using Carpool.State;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Sql;

/// <summary>What goes into a hole comes out quoted, by its kind.</summary>
public sealed class SqlTextTests
{
    [Theory]
    [InlineData("blog", "\"blog\"")]
    [InlineData("Blog", "\"Blog\"")]
    [InlineData("select", "\"select\"")]
    [InlineData("my app", "\"my app\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("x\"; DROP DATABASE postgres; --", "\"x\"\"; DROP DATABASE postgres; --\"")]
    [InlineData("o'brien", "\"o'brien\"")]
    [InlineData("back\\slash", "\"back\\slash\"")]
    [InlineData("$1 %s {0}", "\"$1 %s {0}\"")]
    [InlineData("naïve 😀", "\"naïve 😀\"")]
    public void A_name_is_quoted_always(string name, string expected)
    {
        Shown($"{new RoleName(name)}").ShouldBe(expected);
        Shown($"{new DatabaseName(name)}").ShouldBe(expected);
        Shown($"{new SchemaName(name)}").ShouldBe(expected);
    }

    [Theory]
    [InlineData("", "''")]
    [InlineData("30s", "'30s'")]
    [InlineData("o'brien", "'o''brien'")]
    [InlineData("a\"b", "'a\"b'")]
    [InlineData("\\", "E'\\\\'")]
    [InlineData("\\'; --", "E'\\\\''; --'")]
    public void A_literal_reads_the_same_whatever_the_server_thinks_of_backslashes(string value, string expected) => Shown($"{new Literal(value)}").ShouldBe(expected);

    [Fact]
    public void Everybody_is_a_keyword_and_a_role_of_that_name_is_not()
    {
        Shown($"{new Grantee.Public()}").ShouldBe("PUBLIC");
        Shown($"{new Grantee.Role(new RoleName("PUBLIC"))}").ShouldBe("\"PUBLIC\"");
        Shown($"{new Grantee.Role(new RoleName("public"))}").ShouldBe("\"public\"");
    }

    [Theory]
    [InlineData("role", "\"role\"")]
    [InlineData("pgaudit.log", "\"pgaudit\".\"log\"")]
    [InlineData("a\"b.c", "\"a\"\"b\".\"c\"")]
    public void A_parameter_is_quoted_part_by_part(string name, string expected) => Shown($"{new ParameterName(name)}").ShouldBe(expected);

    [Fact]
    public void Fragments_are_put_together_as_they_are()
    {
        var names = new[] { "a", "b\"" }.Select(name => (SqlText)$"{new RoleName(name)}");
        Shown($"DROP OWNED BY {SqlText.Join(", ", names)} -- {3}").ShouldBe("DROP OWNED BY \"a\", \"b\"\"\" -- 3");
    }

    [Fact]
    public void A_secret_is_shown_to_the_server_alone()
    {
        SqlText sql = RoleSql.SetPassword(new RoleName("blog_app"));
        $"{sql}".ShouldBe("ALTER ROLE \"blog_app\" PASSWORD '********'");
        SqlText nested = $"{sql};";
        nested.ToString().ShouldNotContain("verifier");
        sql.ToExecutable(verifier => $"the 'verifier' of {verifier.Login}").ShouldBe("ALTER ROLE \"blog_app\" PASSWORD 'the ''verifier'' of blog_app'");
    }

    private static string Shown(SqlText sql)
    {
        sql.ToExecutable(_ => throw new InvalidOperationException("No secret is in here")).ShouldBe(sql.ToString());
        return sql.ToString();
    }
}
