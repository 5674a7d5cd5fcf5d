using Carpool.IntegrationTests.BadInput;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Declared;

/// <summary>Extensions as the app uses them, and where they may not be made.</summary>
public sealed class ExtensionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task Every_login_uses_what_the_list_asks_for_and_nothing_is_dropped(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("shop: { extensions: [citext, hstore], roles: { app: , auditor: { access: read } } }");
        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
        var outputs = await project.OutputsAsync();
        foreach (var role in new[] { "app", "auditor" })
        {
            await using var session = await PostgresUrl.OpenAsync(outputs.Direct("shop", role), ct: Ct);
            (await session.RowsAsync("SELECT 'A'::citext = 'a'::citext, 'a=>1'::hstore -> 'a'", Ct)).ShouldBe(["t|1"], role);
        }

        await using (var app = await PostgresUrl.OpenAsync(outputs.Direct("shop", "app"), ct: Ct)) await app.RowsAsync("CREATE EXTENSION pg_trgm; CREATE TABLE word (w citext)", Ct);
        project.Declare("shop: { extensions: [hstore], roles: { app: , auditor: { access: read } } }");
        var preview = (await project.RunAsync("preview", "--json", "--detailed-exitcode")).ShouldExit(0);
        preview.Json.Items("diagnostics").Where(item => item.Text("code") == "CP2056").Select(item => item.Text("message").Split(' ')[1]).ShouldBe(["citext", "pg_trgm"]);
        preview.Json.Items("diagnostics").ShouldAllBe(item => item.Text("severity") != "error");

        await server.SqlAsync("DROP EXTENSION hstore", "shop", Ct);
        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
        (await server.RowsAsync("SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1", "shop", Ct)).ShouldBe(["citext", "hstore", "pg_trgm"]);
        (await project.RunAsync("verify")).ShouldExit(0);
    }

    /// <summary>A superuser carries out what the message shows, and the app has the extension in a schema that it cannot write to.</summary>
    [Theory]
    [MemberData(nameof(ServerMatrix.FullVersions), MemberType = typeof(ServerMatrix))]
    public async Task What_takes_a_superuser_says_what_to_ask_for_and_that_helps(int version)
    {
        await using var server = await ServerPool.RentAsync(version, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("shop: { extensions: [earthdistance] }");
        (await Refusal.OfAsync(project, server, "made by `carpool up` without it")).Text("code").ShouldBe("CP2055");
        project.Declare("shop: {}");
        await project.UpAsync();
        project.Declare("shop: { extensions: [earthdistance], settings: { search_path: [public, carpool_extensions] } }");
        var error = await Refusal.OfAsync(project, server, "earthdistance", "steward");
        (error.Text("code"), error.GetProperty("line").GetInt32()).ShouldBe(("CP2055", 5));

        await server.SqlAsync(error.Text("fix").Split(": ", 2)[1], "shop", Ct);
        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
        await using var app = await PostgresUrl.OpenAsync((await project.OutputsAsync()).Direct("shop"), ct: Ct);
        (await app.RowsAsync("SELECT earth() > 0, has_schema_privilege('carpool_extensions', 'CREATE')", Ct)).ShouldBe(["t|f"]);
        (await server.RowsAsync("SELECT DISTINCT extnamespace::regnamespace FROM pg_extension WHERE extname IN ('cube', 'earthdistance')", "shop", Ct)).ShouldBe(["carpool_extensions"]);
        (await project.RunAsync("preview", "--json")).Codes.ShouldNotContain("CP2026", "the schema is where it should be");
    }

    /// <summary>The app makes a schema of that name between two runs: no script runs there with all power.</summary>
    [Theory]
    [InlineData("CREATE SCHEMA carpool_extensions")]
    [InlineData("CREATE EXTENSION cube")]
    public async Task Nothing_is_made_by_a_superuser_where_the_app_may_write(string trap)
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("shop: {}");
        await project.UpAsync();
        await using (var app = await PostgresUrl.OpenAsync((await project.OutputsAsync()).Direct("shop"), ct: Ct)) await app.RowsAsync(trap, Ct);
        project.Declare("shop: { extensions: [cube, earthdistance] }");
        (await Refusal.OfAsync(project, server, "somebody of the app may write to")).Text("code").ShouldBe("CP2057");
    }

    [Fact]
    public async Task A_saved_plan_makes_them_too()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("shop: { extensions: [citext], schemas: [billing], settings: { search_path: [billing, public] }, locale: { provider: icu, locale: de-AT } }");
        (await project.RunAsync("preview", "--out", "plan.json")).ShouldExit(0);
        (await project.RunAsync("up", "plan.json", "--yes")).ShouldExit(0);
        await project.ShouldBeInSyncAsync();
        var again = await project.RunAsync("up", "plan.json", "--yes", "--json");
        again.ShouldExit(0).Json.Items("changes").ShouldBeEmpty();
    }
}
