using System.Diagnostics;
using System.Net.Sockets;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Server;

/// <summary>The bed itself: a test that trusts a server which is not what it says proves nothing.</summary>
public sealed class TestServerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Smoke), MemberType = typeof(ServerMatrix))]
    public async Task A_rented_server_is_the_version_and_the_admin_that_was_asked_for(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, new Dictionary<string, string>(StringComparer.Ordinal) { ["max_connections"] = "37" }, Ct);
        await using var admin = await PostgresUrl.OpenAsync(server.AdminUrl, ct: Ct);

        (admin.PostgreSqlVersion.Major).ShouldBe(version);
        (await admin.RowsAsync("SELECT rolname, rolsuper, rolcreatedb, rolcreaterole, oid <> 10 FROM pg_roles WHERE rolname = current_user", Ct))
            .ShouldBe([kind is AdminKind.Superuser ? "boss|t|f|f|t" : "steward|f|t|t|t"]);
        (await admin.RowsAsync("SELECT pg_get_userbyid(datdba) = current_user FROM pg_database WHERE datname = 'postgres'", Ct)).ShouldBe([kind is AdminKind.Plain ? "t" : "f"]);
        (await admin.RowsAsync("SELECT name, setting FROM pg_settings WHERE name IN ('max_connections', 'wal_level', 'max_prepared_transactions') ORDER BY 1", Ct))
            .ShouldBe(["max_connections|37", "max_prepared_transactions|10", "wal_level|logical"]);
        server.Log.ShouldContain("SELECT name, setting FROM pg_settings");
        server.Log.ShouldNotContain(server.AdminPassword);
        (await PostgresUrl.RefusalAsync(server.UrlOf(server.AdminName, "wrong", "postgres"), ct: Ct)).ShouldBe("28P01");
    }

    [Fact]
    public async Task A_server_is_fresh_and_leaves_nothing_behind()
    {
        int port;
        string folder;
        await using (var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct))
        {
            (port, folder) = (server.Port, server.SocketFolder);
            (await server.DatabasesAsync(Ct)).ShouldBeEmpty();
            (await server.RolesAsync(Ct)).ShouldBeEmpty();
            await server.SqlAsync("CREATE ROLE left_behind", ct: Ct);
            await using var session = await server.OpenAsync(ct: Ct);
        }

        Directory.Exists(folder).ShouldBeFalse();
        using var client = new TcpClient();
        await Should.ThrowAsync<SocketException>(async () => await client.ConnectAsync("127.0.0.1", port, Ct));
        await using var next = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        (await next.RolesAsync(Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_digest_sees_a_grant_a_role_a_setting_and_a_table_and_nothing_else()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        var before = await ClusterDigest.ReadAsync(server, Ct);
        (await ClusterDigest.ReadAsync(server, Ct)).ShouldBe(before);

        foreach (var change in new[] { "CREATE ROLE one", "REVOKE TEMPORARY ON DATABASE postgres FROM PUBLIC", "ALTER ROLE one SET work_mem = '8MB'", "GRANT one TO boss", "CREATE TABLE here (id int)" })
        {
            await server.SqlAsync(change, ct: Ct);
            var after = await ClusterDigest.ReadAsync(server, Ct);
            after.ShouldNotBe(before, change);
            before = after;
        }
    }

    [Fact]
    public async Task A_databases_digest_sees_what_anybody_makes_there_and_not_what_the_server_notes()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        await server.SqlAsync("CREATE TABLE here (id int PRIMARY KEY); INSERT INTO here VALUES (1); CREATE SEQUENCE counter", ct: Ct);
        var before = await DatabaseDigest.ReadAsync(server, "postgres", Ct);
        await server.SqlAsync("ANALYZE", ct: Ct);
        await server.SqlAsync("VACUUM (FREEZE)", ct: Ct);
        (await DatabaseDigest.ReadAsync(server, "postgres", Ct)).ShouldBe(before);

        foreach (var change in new[] { "INSERT INTO here VALUES (2)", "SELECT nextval('counter')", "DROP SEQUENCE counter; CREATE SEQUENCE counter", "COMMENT ON TABLE here IS 'x'", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'" })
        {
            await server.SqlAsync(change, ct: Ct);
            var after = await DatabaseDigest.ReadAsync(server, "postgres", Ct);
            after.ShouldNotBe(before, change);
            before = after;
        }
    }

    [Fact]
    public async Task A_pgbouncer_lets_the_servers_own_logins_through_and_learns_new_ones()
    {
        TestPgBouncer.RequireProgram();
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        await using var bouncer = await TestPgBouncer.StartAsync(server, ct: Ct);
        await server.SqlAsync("CREATE ROLE late LOGIN PASSWORD 'secret'", ct: Ct);
        await bouncer.ReloadUsersAsync(Ct);

        foreach (var url in new[] { server.AdminUrl, server.UrlOf("late", "secret", "postgres") })
        {
            var settings = PostgresUrl.Parse(bouncer.Through(url));
            settings.Port.ShouldBe(bouncer.Port);
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await OpenPatientlyAsync(connection);
            (await connection.RowsAsync("SELECT session_user", Ct)).ShouldBe([settings.Username!]);
        }
    }

    // The reload is a signal: PgBouncer reads its list a moment later
    private static async Task OpenPatientlyAsync(NpgsqlConnection connection)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50, Ct))
        {
            try
            {
                await connection.OpenAsync(Ct);
                return;
            }
            catch (NpgsqlException) when (waited.Elapsed < TimeSpan.FromSeconds(5))
            {
                // Not read yet
            }
        }
    }
}
