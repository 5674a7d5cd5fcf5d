using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Hostile;

/// <summary>A database whose settings and objects are made to run code as whoever looks into it, or to blind them: Carpool does neither.</summary>
[Slow]
public sealed class SearchPathTests
{
    /// <summary>What an app may set for its login, and the owner of a database for all who connect.</summary>
    private static readonly string[] s_settings =
    [
        "search_path TO evil, public, pg_catalog", "statement_timeout TO '1ms'", "lock_timeout TO '1ms'", "idle_in_transaction_session_timeout TO '1ms'", "idle_session_timeout TO '1ms'",
        "default_transaction_read_only TO on", "default_transaction_isolation TO serializable", "default_transaction_deferrable TO on", "row_security TO off",
        "standard_conforming_strings TO off", "backslash_quote TO on", "quote_all_identifiers TO on", "transform_null_equals TO on", "array_nulls TO off", "bytea_output TO escape", "DateStyle TO German, DMY",
        "IntervalStyle TO sql_standard", "TimeZone TO 'Asia/Tokyo'", "extra_float_digits TO -15", "client_encoding TO LATIN1", "client_min_messages TO error",
        "default_tablespace TO nowhere", "temp_tablespaces TO nowhere", "default_table_access_method TO heap", "check_function_bodies TO off", "jit TO on", "password_encryption TO md5", "application_name TO evil",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task Runs_nothing_of_the_apps_and_sees_what_is_there(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\nshop: {}");
        await project.UpAsync();
        await PlantAsync(server, (await project.OutputsAsync()).Direct("shop"));

        // What is really different, and that alone
        var ownsPublic = version >= 15 || kind is AdminKind.Superuser;
        var settings = Settings(version).Select(setting => setting.Split(' ')[0].ToLowerInvariant()).ToList();
        string[] planted =
        [
            .. settings.SelectMany(name => new[] { $"{name} of shop_app", $"{name} of shop_app in shop", $"{name} in shop" }), "role in shop",
            .. kind is AdminKind.Superuser ? ["session_replication_role in shop"] : Array.Empty<string>(),
        ];
        string[] drift = ["default_privilege new tables of shop_owner", .. planted.Select(name => $"setting {name}"), .. ownsPublic ? ["grant CREATE on schema public to PUBLIC"] : Array.Empty<string>()];
        var preview = (await project.RunAsync("preview", "--json", "--detailed-exitcode")).ShouldExit(2);
        preview.Json.Items("changes").Select(change => $"{change.Text("kind")} {change.Text("name")}").ShouldBe(drift, ignoreOrder: true, preview.ToString());
        var shallow = (await project.RunAsync("preview", "--shallow", "--json")).ShouldExit(0);
        shallow.Json.Items("changes").Select(change => change.Text("name")).ShouldBe(planted, ignoreOrder: true, shallow.ToString());
        if (kind is AdminKind.Plain) preview.Codes.ShouldContain("CP2053", "what takes a superuser to reset stays");
        (await project.RunAsync("status", "--json")).ShouldExit(0);
        var bent = (await project.RunAsync("verify", "--json")).ShouldExit(4);
        bent.Json.Items("findings").Where(finding => finding.Text("severity") == "error").Select(finding => finding.Text("code")).ShouldBe(["CP6024", "CP6024"], bent.ToString());
        await ShouldBeSilentAsync(server, "shop");

        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("verify", "--json")).ShouldExit(0);
        (await project.OutputsAsync()).Apps.ShouldBe(["blog", "shop"]);
        await ShouldBeSilentAsync(server, "shop");

        project.Declare("blog: {}");
        await project.UpAsync();
        (await project.RunAsync("status", "--json")).ShouldExit(0);
        await ShouldBeSilentAsync(server, (await server.DatabasesAsync(Ct)).Single(name => name.StartsWith("shop~", StringComparison.Ordinal)));
        (await project.RunAsync("restore", "shop", "--yes")).ShouldExit(0);
        await ShouldBeSilentAsync(server, "shop");
        await project.UpAsync();
        (await project.RunAsync("purge", "shop", "--yes")).ShouldExit(0);
        (await server.DatabasesAsync(Ct)).ShouldBe(["blog"]);
        await project.ShouldBeInSyncAsync();
    }

    private static async Task PlantAsync(TestServer server, string url)
    {
        await using (var app = await PostgresUrl.OpenAsync(url, ct: Ct))
        {
            if (server.Version < 15 && server.Kind is AdminKind.Plain) await server.SqlAsync("GRANT CREATE ON SCHEMA public TO PUBLIC", "shop", Ct);
            await SendAsync(app, PlantedSchema.Sql);
            await SendAsync(app, "GRANT CREATE ON SCHEMA public TO PUBLIC; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC");
            await SendAsync(app, "SELECT evil.canary('awake'); SET search_path TO evil, pg_catalog; SELECT 'a'::pg_catalog.text = 'b'::pg_catalog.text");
            (await app.RowsAsync("SELECT pg_catalog.count(*) FROM evil.canary_log", Ct)).ShouldBe(["2"], "the canary sings where it is touched");
            await SendAsync(app, "TRUNCATE evil.canary_log; ALTER SEQUENCE evil.canary_count RESTART");
            await SendAsync(app, "SET ROLE NONE");
            foreach (var setting in Settings(server.Version)) await SendAsync(app, $"ALTER ROLE CURRENT_USER SET {setting}; ALTER ROLE CURRENT_USER IN DATABASE shop SET {setting}");
        }

        await using var superuser = await server.OpenAsync("postgres", Ct);
        foreach (var setting in Settings(server.Version).Append("role TO shop_owner").Append("session_replication_role TO replica")) await SendAsync(superuser, $"ALTER DATABASE shop SET {setting}");
    }

    private static IEnumerable<string> Settings(int version) =>
    [
        .. s_settings,
        .. version >= 16 ? ["createrole_self_grant TO 'set, inherit'"] : Array.Empty<string>(),
        .. version >= 17 ? ["transaction_timeout TO '50ms'", "restrict_nonsystem_relation_kind TO 'view, foreign-table'"] : Array.Empty<string>(),
    ];

    private static async Task SendAsync(NpgsqlConnection session, string sql)
    {
        await using var command = new NpgsqlCommand(sql, session);
        await command.ExecuteNonQueryAsync(Ct);
    }

    /// <summary>In a session that holds fast what the database would bend.</summary>
    private static async Task ShouldBeSilentAsync(TestServer server, string database)
    {
        await using var session = new NpgsqlConnection(new NpgsqlConnectionStringBuilder
        {
            Host = server.SocketFolder,
            Port = server.Port,
            Username = TestServer.Bootstrap,
            Database = database,
            Pooling = false,
            Options = "-c search_path=pg_catalog -c role=none -c statement_timeout=0 -c idle_session_timeout=0 -c default_transaction_isolation=read\\ committed" + (server.Version >= 17 ? " -c transaction_timeout=0" : ""),
        }.ConnectionString);
        await session.OpenAsync(Ct);
        (await session.RowsAsync("SELECT who, what FROM evil.canary_log", Ct)).ShouldBeEmpty();
        (await session.RowsAsync("SELECT is_called FROM evil.canary_count", Ct)).ShouldBe(["f"]);
    }
}
