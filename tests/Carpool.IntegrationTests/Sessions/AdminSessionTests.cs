using System.Diagnostics;
using Carpool.Credentials;
using Carpool.Sessions;
using Npgsql;
using NpgsqlTypes;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Sessions;

public sealed class AdminSessionTests(SessionServers servers)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(18)]
    public async Task The_owner_of_a_database_cannot_bend_the_session_of_an_admin(int version)
    {
        var server = await servers.GetAsync(version);
        var limited = PasswordGenerator.Create();
        await server.RunAsync(
            "DROP DATABASE IF EXISTS trap", "DROP ROLE IF EXISTS trap_owner", "DROP ROLE IF EXISTS limited_admin",
            "CREATE ROLE trap_owner", $"CREATE ROLE limited_admin LOGIN CREATEDB CREATEROLE PASSWORD '{ScramVerifier.Create(limited).Reveal()}'", "GRANT trap_owner TO limited_admin",
            "CREATE DATABASE trap OWNER trap_owner",
            "ALTER DATABASE trap SET search_path = 'o''brien'' x', public", "ALTER DATABASE trap SET role = 'trap_owner'", "ALTER DATABASE trap SET default_transaction_read_only = on",
            "ALTER DATABASE trap SET default_transaction_isolation = 'serializable'", "ALTER DATABASE trap SET row_security = off", "ALTER DATABASE trap SET statement_timeout = 1",
            "ALTER DATABASE trap SET idle_session_timeout = 50", "ALTER DATABASE trap SET \"DateStyle\" = 'German'", "ALTER DATABASE trap SET standard_conforming_strings = off",
            "ALTER DATABASE trap SET bytea_output = 'escape'", "ALTER DATABASE trap SET quote_all_identifiers = on", "ALTER DATABASE trap SET client_encoding = 'LATIN1'");
        if (version >= 16) await server.RunAsync("ALTER DATABASE trap SET createrole_self_grant = 'set, inherit'");
        if (version >= 17) await server.RunAsync("ALTER DATABASE trap SET transaction_timeout = 50");

        foreach (var admin in (ServerAddress[])[server.Address, server.Address with { User = new("limited_admin"), Password = limited }])
        {
            var log = new HeardStatements();
            await using var session = await new SessionOpener(admin, log).OpenAsync(new("trap"), Stop);
            log.Heard.Count.ShouldBe(1);
            await Task.Delay(200, Stop);
            (await ScalarAsync<string>(session, "SELECT current_user::text")).ShouldBe(admin.User.Value);
            (await ScalarAsync<string>(session, "SHOW search_path")).ShouldBe("pg_catalog");
            (await ScalarAsync<string>(session, "SHOW idle_session_timeout")).ShouldBe("0");
            (await ScalarAsync<string>(session, "SHOW client_encoding")).ShouldBe("UTF8");
            (await ScalarAsync<string>(session, "SHOW transaction_isolation")).ShouldBe("read committed");
            if (version >= 16) (await ScalarAsync<string>(session, "SHOW createrole_self_grant")).ShouldBe("");
            if (version >= 17) (await ScalarAsync<string>(session, "SHOW transaction_timeout")).ShouldBe("0");
            if (version >= 17 && admin == server.Address) (await ScalarAsync<string>(session, "SHOW event_triggers")).ShouldBe("off");
            await ScalarAsync<object>(session, "SELECT pg_catalog.pg_sleep(0.1)");
            await ScalarAsync<object>(session, "CREATE TEMPORARY TABLE written (x int)");
        }
    }

    [Theory]
    [InlineData(14)]
    [InlineData(18)]
    public async Task The_types_that_catalog_queries_use_work_without_asking_the_server_for_them(int version)
    {
        var server = await servers.GetAsync(version);
        await using var session = await server.Opener.OpenAsync(new("postgres"), Stop);
        string[] texts = ["a", "b'\"\\", ""];
        var when = new DateTime(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc);
        await using var command = new NpgsqlCommand(
            "SELECT $1, $2, $3, $4, $5, $6, $7, 'a'::name, 'x'::\"char\"::text, 3::smallint, array[1,2]::oid[], array[true], array['n']::name[], 1.5::float8, 'pg_class'::regclass::oid, now(), array[9]::bigint[]",
            session)
        {
            Parameters =
            {
                new() { Value = texts },
                new() { Value = 7 },
                new() { Value = 8L },
                new() { Value = true },
                new() { Value = 9u, NpgsqlDbType = NpgsqlDbType.Oid },
                new() { Value = when },
                new() { Value = new byte[] { 0, 255 } },
            },
        };
        await using var row = await command.ExecuteReaderAsync(Stop);
        (await row.ReadAsync(Stop)).ShouldBeTrue();
        row.GetFieldValue<string[]>(0).ShouldBe(texts);
        row.GetInt32(1).ShouldBe(7);
        row.GetInt64(2).ShouldBe(8L);
        row.GetBoolean(3).ShouldBeTrue();
        row.GetFieldValue<uint>(4).ShouldBe(9u);
        row.GetDateTime(5).ShouldBe(when);
        row.GetFieldValue<byte[]>(6).ShouldBe([0, 255]);
        row.GetString(7).ShouldBe("a");
        row.GetString(8).ShouldBe("x");
        row.GetInt16(9).ShouldBe((short)3);
        row.GetFieldValue<uint[]>(10).ShouldBe([1u, 2u]);
        row.GetFieldValue<bool[]>(11).ShouldBe([true]);
        row.GetFieldValue<string[]>(12).ShouldBe(["n"]);
        row.GetDouble(13).ShouldBe(1.5);
        row.GetFieldValue<uint>(14).ShouldBe(1259u);
        row.GetFieldValue<DateTime>(15).Kind.ShouldBe(DateTimeKind.Utc);
        row.GetFieldValue<long[]>(16).ShouldBe([9L]);
    }

    [Fact]
    public async Task Opening_costs_one_login_and_one_statement()
    {
        var server = await servers.GetAsync(18);
        await server.RunAsync("DROP DATABASE IF EXISTS counted", "CREATE DATABASE counted", "ALTER SYSTEM SET log_statement = 'all'", "SELECT pg_reload_conf()");
        await Task.Delay(300, Stop);
        var before = await File.ReadAllTextAsync($"{server.Folder}/log", Stop);
        var clock = Stopwatch.StartNew();
        await using (var session = await server.Opener.OpenAsync(new("counted"), Stop))
        {
            TestContext.Current.SendDiagnosticMessage("one session opened in {0} ms", clock.ElapsedMilliseconds);
        }

        var log = (await File.ReadAllTextAsync($"{server.Folder}/log", Stop))[before.Length..];
        await server.RunAsync("ALTER SYSTEM RESET log_statement", "SELECT pg_reload_conf()");
        log.Split("LOG:  ").Count(line => line.StartsWith("execute", StringComparison.Ordinal) || line.StartsWith("statement", StringComparison.Ordinal)).ShouldBe(1, log);
    }

    [Fact]
    public async Task The_environment_has_no_say_in_a_session_of_the_admin()
    {
        var server = await servers.GetAsync(18);
        var given = new Dictionary<string, string>(StringComparer.Ordinal) { ["PGOPTIONS"] = "-c geqo=off", ["PGTZ"] = "Asia/Tokyo" };
        try
        {
            foreach (var (name, value) in given) Environment.SetEnvironmentVariable(name, value);
            await using var admin = await server.Opener.OpenAsync(new("postgres"), Stop);
            (await ScalarAsync<string>(admin, "SHOW geqo")).ShouldBe("on");
            (await ScalarAsync<string>(admin, "SHOW TimeZone")).ShouldBe("UTC");
        }
        finally
        {
            foreach (var name in given.Keys) Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Fact]
    public async Task A_loopback_server_that_insists_on_tls_gets_it()
    {
        await using var server = await SessionServer.StartAsync(18);
        await server.InsistOnTlsAsync();
        await using var session = await server.Opener.OpenAsync(new("postgres"), Stop);
        (await ScalarAsync<bool>(session, "SELECT ssl FROM pg_catalog.pg_stat_ssl WHERE pid = pg_catalog.pg_backend_pid()")).ShouldBeTrue();
    }

    private static async Task<T?> ScalarAsync<T>(NpgsqlConnection session, string sql)
    {
        await using var command = new NpgsqlCommand(sql, session);
        return (T?)await command.ExecuteScalarAsync(Stop);
    }

    private sealed class HeardStatements : IStatementLog
    {
        public List<string> Heard { get; } = [];

        public void Sent(string database, string displaySql) => Heard.Add($"{database}: {displaySql}");
    }
}
