using Carpool.Cli.Views;
using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.Sessions;
using Carpool.Stacks;
using Carpool.State;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Cli;

public sealed class OutputsViewTests
{
    private static readonly IReadOnlyList<AppOutputs> Apps =
    [
        new("blog", new("blog"), [Role("app", "blog_app", 6432)]),
        new("2 shops'", new("shop"), [Role("app", "shop_app", null), Role("reporting", "shop_reporting", null)]),
    ];

    [Fact]
    public void PeopleSeeMasks() => Typed.Shown(Apps, invocation => new OutputsForPeople(invocation, showSecrets: false)).Out.ShouldBe(
        """
        blog
          app        direct  postgresql://blog_app:********@127.0.0.1:5433/blog
                     pooled  postgresql://blog_app:********@127.0.0.1:6432/blog
        2 shops'
          app        direct  postgresql://shop_app:********@127.0.0.1:5433/shop
          reporting  direct  postgresql://shop_reporting:********@127.0.0.1:5433/shop

        """);

    [Theory]
    [InlineData(OutputsFormat.Url, "postgresql://blog_app:s3cret@127.0.0.1:5433/blog\npostgresql://shop_app:s3cret@127.0.0.1:5433/shop\npostgresql://shop_reporting:s3cret@127.0.0.1:5433/shop\n")]
    [InlineData(OutputsFormat.Env, "export BLOG_DATABASE_URL='postgresql://blog_app:s3cret@127.0.0.1:5433/blog'\nexport _2_SHOPS__DATABASE_URL='postgresql://shop_app:s3cret@127.0.0.1:5433/shop'\nexport _2_SHOPS__REPORTING_DATABASE_URL='postgresql://shop_reporting:s3cret@127.0.0.1:5433/shop'\n")]
    [InlineData(OutputsFormat.Dotenv, "BLOG_DATABASE_URL=\"postgresql://blog_app:s3cret@127.0.0.1:5433/blog\"\n_2_SHOPS__DATABASE_URL=\"postgresql://shop_app:s3cret@127.0.0.1:5433/shop\"\n_2_SHOPS__REPORTING_DATABASE_URL=\"postgresql://shop_reporting:s3cret@127.0.0.1:5433/shop\"\n")]
    internal void ProgramsReadLines(OutputsFormat format, string text)
    {
        Typed.Shown(Apps, invocation => new OutputsAsLines(invocation, format, isOneApp: false, showSecrets: true)).Out.ShouldBe(text);
        Typed.Shown(Apps, invocation => new OutputsAsLines(invocation, format, isOneApp: false, showSecrets: false)).Out.ShouldBe(text.Replace("s3cret", "********", StringComparison.Ordinal));
    }

    [Fact]
    public void OneAppIsDatabaseUrl() => Typed.Shown(Apps.Take(1).ToList(), invocation => new OutputsAsLines(invocation, OutputsFormat.Env, isOneApp: true, showSecrets: false)).Out
        .ShouldBe("export DATABASE_URL='postgresql://blog_app:********@127.0.0.1:5433/blog'\n");

    [Fact]
    public void JsonHasTheContractsShape()
    {
        var shown = Typed.Shown(Apps, invocation => new OutputsAsJson(showSecrets: false, invocation.Terminal.Out));
        shown.Out.ShouldNotContain("s3cret");
        var blog = shown.Json.GetProperty("apps").GetProperty("blog");
        blog.EnumerateObject().Select(key => key.Name).ShouldBe(["database", "direct", "pooled", "roles"]);
        blog.GetProperty("direct").GetString().ShouldBe("postgresql://blog_app:********@127.0.0.1:5433/blog");
        blog.GetProperty("roles").GetProperty("app").EnumerateObject().Select(key => $"{key.Name}={key.Value}").ShouldBe(
        [
            "username=blog_app", "direct=postgresql://blog_app:********@127.0.0.1:5433/blog", "pooled=postgresql://blog_app:********@127.0.0.1:6432/blog",
        ]);
        shown.Json.GetProperty("apps").GetProperty("2 shops'").GetProperty("pooled").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        Typed.Shown(Apps, invocation => new OutputsAsJson(showSecrets: true, invocation.Terminal.Out)).Out.ShouldContain("s3cret");
    }

    [Fact]
    public void NamesThatWouldHideEachOtherAreRefused()
    {
        IReadOnlyList<AppOutputs> alike = [new("a-b", new("a-b"), [Role("app", "x", null)]), new("a_b", new("a_b"), [Role("app", "y", null)])];
        Should.Throw<DiagnosticException>(() => Variables.Of(alike, isOneApp: false, showSecrets: false))
            .Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("'a-b/app' and 'a_b/app' would both be A_B_DATABASE_URL");
    }

    [Theory]
    [InlineData("a'b", @"'a'\''b'")]
    [InlineData("$(x)`y`\n", "'$(x)`y`\n'")]
    public void AShellReadsBackWhatWasQuoted(string text, string quoted) => Quoting.Shell(text).ShouldBe(quoted);

    private static RoleOutputs Role(string role, string login, int? poolerPort)
    {
        var database = new DatabaseName(login.Split('_')[0]);
        var direct = new ServerAddress("127.0.0.1", 5433, new("postgres"), new("postgres"), new Secret("admin's own"));
        return new(role, new(login), database, new Secret("s3cret"), direct, poolerPort is { } port ? direct.At("127.0.0.1", port) : null);
    }
}
