using Carpool.IntegrationTests.BadInput;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Declared;

/// <summary>Settings as the sessions of an app see them, from a real login.</summary>
public sealed class SettingTests
{
    private const string Shop = """
        stack: clown-car
        cluster: { url: "${CARPOOL_ADMIN_URL}" }
        defaults: { settings: { statement_timeout: 30s, lock_timeout: 5s } }
        apps:
          blog: {}
          shop:
            settings: { search_path: [Billing, "$user", "a, b"], lock_timeout: 3s, datestyle: [SQL, DMY], application_name: "it's \\ \"odd\"" }
            roles:
              app: { settings: { work_mem: 9MB } }
              mover: { access: migrate }
              auditor: { access: read, settings: { statement_timeout: 5min } }
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task Each_session_starts_with_what_its_login_its_app_and_the_defaults_say(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Write(Shop);
        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
        var outputs = await project.OutputsAsync();

        const string OfShop = "\"Billing\", \"$user\", \"a, b\"|3s|SQL, DMY";
        (await SeenAsync("shop", "app")).ShouldBe($"30s|9MB|{OfShop}");
        (await SeenAsync("shop", "mover")).ShouldBe($"0|4MB|{OfShop}", "defaults are not for who migrates");
        (await SeenAsync("shop", "auditor")).ShouldBe($"5min|4MB|{OfShop}");
        (await SeenAsync("blog", "app")).ShouldBe("30s|4MB|\"$user\", public|5s|ISO, MDY");
        (await server.RowsAsync("SELECT unnest(setconfig) FROM pg_db_role_setting WHERE setrole = 0 AND setdatabase = (SELECT oid FROM pg_database WHERE datname = 'shop')", ct: Ct))
            .ShouldContain("application_name=it's \\ \"odd\"");

        async Task<string> SeenAsync(string app, string role)
        {
            await using var session = await PostgresUrl.OpenAsync(outputs.Direct(app, role), ct: Ct);
            return (await session.RowsAsync("SELECT current_setting('statement_timeout'), current_setting('work_mem'), current_setting('search_path'), current_setting('lock_timeout'), current_setting('DateStyle')", Ct)).Single();
        }
    }

    /// <summary>What leaves the manifest is reset, and the sessions that were open keep what they began with.</summary>
    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task What_the_manifest_says_no_more_is_reset_for_new_sessions(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Write(Shop);
        await project.UpAsync();
        var url = (await project.OutputsAsync()).Direct("shop", "app");
        await using var before = await PostgresUrl.OpenAsync(url, ct: Ct);

        project.Declare("blog: {}\nshop: { settings: { lock_timeout: 4s }, roles: { app: , mover: { access: migrate }, auditor: { access: read } } }");
        var preview = (await project.RunAsync("preview")).ShouldExit(0).Out;
        preview.ShouldContain("value 3s -> 4s, in new sessions");
        preview.ShouldContain("was 9MB, in new sessions no more");
        await project.UpAsync();
        await project.ShouldBeInSyncAsync();

        (await before.RowsAsync("SHOW lock_timeout", Ct)).ShouldBe(["3s"]);
        await using var after = await PostgresUrl.OpenAsync(url, ct: Ct);
        (await after.RowsAsync("SELECT current_setting('lock_timeout'), current_setting('work_mem'), current_setting('statement_timeout')", Ct)).ShouldBe(["4s|4MB|0"]);
        (await server.RowsAsync("SELECT unnest(setconfig) FROM pg_db_role_setting AS s LEFT JOIN pg_roles AS r ON r.oid = s.setrole WHERE r.rolname LIKE 'shop%' OR setrole = 0 ORDER BY 1", ct: Ct))
            .ShouldBe(["lock_timeout=4s", "role=shop_owner", "role=shop_owner"]);
    }

    [Theory]
    [InlineData("statement_timeot: 30s", "CP2051", "did you mean statement_timeout?")]
    [InlineData("statement_timeout: soon", "CP2052", "invalid value for parameter \"statement_timeout\": \"soon\"")]
    [InlineData("max_connections: 5", "CP2052", "max_connections")]
    [InlineData("DateStyle: [ISO, SQL]", "CP2052", "invalid value for parameter \"DateStyle\"")]
    [InlineData("TimeZone: Middle/Earth", "CP2052", "invalid value for parameter \"TimeZone\"")]
    public async Task What_the_server_would_not_take_is_told_at_its_line_before_anything_is_done(string setting, string code, string words)
    {
        foreach (var version in ServerMatrix.FullVersions.Select(row => row.Data))
        {
            await using var server = await ServerPool.RentAsync(version, AdminKind.Plain, ct: Ct);
            using var project = new TempProject(server);
            project.Declare($"blog: {{}}\nshop: {{ settings: {{ {setting} }} }}");
            var error = await Refusal.OfAsync(project, server);
            (error.Text("code"), error.Text("subject"), error.GetProperty("line").GetInt32()).ShouldBe((code, "shop", 6));
            error.Text("message").ShouldContain(words);
        }
    }

    /// <summary>What takes a superuser, with the GRANT that helps from 15 on, and with the superuser's own hand on 14.</summary>
    [Theory]
    [MemberData(nameof(ServerMatrix.FullVersions), MemberType = typeof(ServerMatrix))]
    public async Task What_takes_a_superuser_says_what_to_ask_for_and_that_helps(int version)
    {
        await using var server = await ServerPool.RentAsync(version, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("shop: {}");
        await project.UpAsync();
        project.Declare("shop: { settings: { log_statement: ddl, app.tenant: seven } }");
        var error = await Refusal.OfAsync(project, server, "superuser", version >= 15 ? "GRANT SET ON PARAMETER \"log_statement\" TO \"steward\"" : "ALTER DATABASE \"shop\" SET \"log_statement\" TO 'ddl'");
        error.Text("code").ShouldBe("CP2050");

        if (version >= 15)
        {
            await server.SqlAsync("GRANT SET ON PARAMETER log_statement TO steward; GRANT SET ON PARAMETER app.tenant TO steward", ct: Ct);
            await project.UpAsync();
        }
        else
        {
            await server.SqlAsync("ALTER DATABASE shop SET log_statement = 'ddl'; ALTER DATABASE shop SET app.tenant = 'seven'", ct: Ct);
        }

        await project.ShouldBeInSyncAsync();
        await using var session = await PostgresUrl.OpenAsync((await project.OutputsAsync()).Direct("shop"), ct: Ct);
        (await session.RowsAsync("SELECT current_setting('log_statement'), current_setting('app.tenant')", Ct)).ShouldBe(["ddl|seven"]);
    }

    [Fact]
    public async Task A_superuser_sets_any_parameter_that_a_session_can_have()
    {
        foreach (var version in ServerMatrix.FullVersions.Select(row => row.Data))
        {
            await using var server = await ServerPool.RentAsync(version, AdminKind.Superuser, ct: Ct);
            using var project = new TempProject(server);
            project.Declare("shop: { settings: { log_statement: ddl, App.Tenant: seven, session_preload_libraries: [auto_explain], auto_explain.log_min_duration: 250ms, default_text_search_config: shop_words } }");
            await project.UpAsync();
            await project.ShouldBeInSyncAsync();
            await server.SqlAsync("ALTER DATABASE shop RESET \"App.Tenant\"; ALTER DATABASE shop SET app.tenant = 'eight'", ct: Ct);
            await project.UpAsync();
            await project.ShouldBeInSyncAsync();
            await using var session = await PostgresUrl.OpenAsync((await project.OutputsAsync()).Direct("shop"), ct: Ct);
            (await session.RowsAsync("SELECT current_setting('auto_explain.log_min_duration'), current_setting('app.tenant')", Ct)).ShouldBe(["250ms|seven"]);
        }
    }
}
