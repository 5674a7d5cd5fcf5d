using Carpool.Cli.Views.Formats;
using Carpool.Cli.Views;
using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.Manifest;
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

    public static TheoryData<string> Formats => [.. OutputsFormat.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void EveryFormatMasksWhatItIsNotAskedToShow(string format)
    {
        var apps = OutputsFormat.Named(format).Engine is { } engine ? Synced(engine) : Apps;
        var shown = Formatted(format, isOneApp: false, showSecrets: true, apps);
        shown.ShouldContain("s3cret");
        Formatted(format, isOneApp: false, showSecrets: false, apps).ShouldBe(shown.Replace("s3cret", "********", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("url", "postgresql://blog_app:s3cret@127.0.0.1:5433/blog\npostgresql://shop_app:s3cret@127.0.0.1:5433/shop\npostgresql://shop_reporting:s3cret@127.0.0.1:5433/shop\n")]
    [InlineData("env", "export BLOG_DATABASE_URL='postgresql://blog_app:s3cret@127.0.0.1:5433/blog'\nexport _2_SHOPS__DATABASE_URL='postgresql://shop_app:s3cret@127.0.0.1:5433/shop'\nexport _2_SHOPS__REPORTING_DATABASE_URL='postgresql://shop_reporting:s3cret@127.0.0.1:5433/shop'\n")]
    [InlineData("dotenv", "BLOG_DATABASE_URL=\"postgresql://blog_app:s3cret@127.0.0.1:5433/blog\"\n_2_SHOPS__DATABASE_URL=\"postgresql://shop_app:s3cret@127.0.0.1:5433/shop\"\n_2_SHOPS__REPORTING_DATABASE_URL=\"postgresql://shop_reporting:s3cret@127.0.0.1:5433/shop\"\n")]
    public void ProgramsReadLines(string format, string text) => Formatted(format, isOneApp: false, showSecrets: true, Apps).ShouldBe(text);

    [Fact]
    public void OneAppIsDatabaseUrl() => Formatted("env", isOneApp: true, showSecrets: false, [Apps[0]]).ShouldBe("export DATABASE_URL='postgresql://blog_app:********@127.0.0.1:5433/blog'\n");

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

    [Theory]
    [InlineData("env", "A_B_DATABASE_URL")]
    [InlineData("dotenv", "A_B_DATABASE_URL")]
    [InlineData("prisma", "A_B_DATABASE_URL")]
    [InlineData("github", "A_B_DATABASE_URL")]
    [InlineData("k8s", "a-b-app")]
    [InlineData("hyperdrive", "a-b-app")]
    public void NamesThatWouldHideEachOtherAreRefused(string format, string name)
    {
        IReadOnlyList<AppOutputs> alike = [new("a-b", new("a-b"), [Role("app", "x", null)]), new("a_b", new("a_b"), [Role("app", "y", null)])];
        Should.Throw<DiagnosticException>(() => Printout.Of(OutputsFormat.Named(format), alike, isOneApp: false, showSecrets: false))
            .Diagnostics.ShouldHaveSingleItem().Message.ShouldBe($"'a-b/app' and 'a_b/app' would both be {name}");
    }

    [Fact]
    public void NothingThatHoldsAPasswordPrintsIt()
    {
        var login = PrintedLogin.Of(Apps, isOneApp: false, showSecrets: true).First();
        foreach (var holder in (object[])[Apps[0], Apps[0].Roles[0], login, login.Direct, LoginUrls.Of(Apps[0].Roles[0], showSecrets: true)]) $"{holder}".ShouldNotContain("s3cret");
    }

    [Theory]
    [InlineData("a'b", @"'a'\''b'")]
    [InlineData("$(x)`y`\n", "'$(x)`y`\n'")]
    public void AShellReadsBackWhatWasQuoted(string text, string quoted) => Quoting.Shell(text).ShouldBe(quoted);

    [Fact]
    public void AnEngineIsToldWhatCarpoolMade()
    {
        Formatted("electric", isOneApp: true, showSecrets: true, Synced("electric")).ShouldBe(
            """
            docker run --env-file /dev/stdin -e ELECTRIC_SECRET --network host electricsql/electric <<'END'
            DATABASE_URL=postgresql://blog_app:s3cret@127.0.0.1:5433/blog?sslmode=prefer
            ELECTRIC_POOLED_DATABASE_URL=postgresql://blog_app:s3cret@127.0.0.1:6432/blog?sslmode=prefer
            ELECTRIC_DB_POOL_SIZE=12
            ELECTRIC_REPLICATION_STREAM_ID=blog
            ELECTRIC_MANUAL_TABLE_PUBLISHING=false
            END

            """);
        var zero = Formatted("zero-compose", isOneApp: true, showSecrets: true, Synced("zero"));
        foreach (var line in new[] { "ZERO_APP_PUBLICATIONS: \"zero_blog\"", "ZERO_UPSTREAM_MAX_CONNS: \"4\"", "ZERO_CVR_MAX_CONNS: \"6\"", "ZERO_CHANGE_MAX_CONNS: \"2\"", "ZERO_ADMIN_PASSWORD: \"${ZERO_ADMIN_PASSWORD:?}\"" }) zero.ShouldContain($"      {line}\n");
        Should.Throw<DiagnosticException>(() => Formatted("electric-k8s", isOneApp: true, showSecrets: true, Apps)).Diagnostics[0].Code.ShouldBe(ExecutionCodes.FormatCannotSay);
    }

    private static IReadOnlyList<AppOutputs> Synced(string engine)
    {
        var sync = new SyncManifest(engine, SyncPreset.Find(engine)!, SyncMode.OwnerGroup, "blog", Tables: null, Pool: 12, HasFailover: null, IsPooled: true, new SourceLocation("carpool.yaml", 1, 1));
        return [Apps[0] with { Roles = [Apps[0].Roles[0] with { Sync = sync }] }];
    }

    private static string Formatted(string format, bool isOneApp, bool showSecrets, IReadOnlyList<AppOutputs> apps) =>
        Typed.Shown(apps, invocation => new OutputsAsFormatted(invocation, Printout.Of(OutputsFormat.Named(format), apps, isOneApp, showSecrets))).Out;

    private static RoleOutputs Role(string role, string login, int? poolerPort)
    {
        var database = new DatabaseName(login.Split('_')[0]);
        var direct = new ServerAddress("127.0.0.1", 5433, new("postgres"), new("postgres"), new Secret("admin's own"));
        return new(role, new(login), database, new Secret("s3cret"), direct, poolerPort is { } port ? direct.At("127.0.0.1", port) : null);
    }
}
