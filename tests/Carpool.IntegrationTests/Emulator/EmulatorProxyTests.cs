using System.Diagnostics;
using System.Net;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Emulator;

/// <summary>The emulator's door: who gets in, where to, and in which words the others are refused.</summary>
public sealed class EmulatorProxyTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private EmulatorProcess Emulator => shared.Process;

    [Theory]
    [InlineData("postgres", false, "28000", "invalid user format: username must include branch (e.g., user.branch)")]
    [InlineData("postgres", true, "28000", "invalid user format: username must include branch (e.g., user.branch)")]
    [InlineData("postgres.nowhere", false, "28000", "branch nowhere does not exist")]
    [InlineData("postgres.BRANCH|replica", true, "28000", "pooler only supports primary destinations for branch BRANCH")]
    [InlineData("postgres.BRANCH|nobody", true, "28000", "member nobody not found in branch BRANCH")]
    [InlineData("postgres.BRANCH", false, "28P01", "password authentication failed for user \"postgres\"")]
    public async Task Refusals_are_in_the_platforms_words(string user, bool isPooled, string state, string message)
    {
        var refused = await Should.ThrowAsync<PostgresException>(() =>
            EmulatorProcess.SqlAsync(Emulator.ConnectionString(user.Replace("BRANCH", Emulator.BranchId, StringComparison.Ordinal), "wrong", isPooled), "SELECT 1"));
        refused.SqlState.ShouldBe(state);
        refused.MessageText.ShouldBe(message.Replace("BRANCH", Emulator.BranchId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_tls_nobody_gets_in()
    {
        var refused = await Should.ThrowAsync<PostgresException>(() => EmulatorProcess.SqlAsync(Emulator.ConnectionString($"postgres.{Emulator.BranchId}", "x", tls: SslMode.Disable), "SELECT 1"));
        refused.SqlState.ShouldBe("28000");
        refused.MessageText.ShouldBe("SSL connection is required");
    }

    [Fact]
    public async Task Tls_may_begin_without_being_asked_for()
    {
        var role = await Emulator.CreateRoleAsync();
        var direct = new NpgsqlConnectionStringBuilder(Emulator.ConnectionString((string)role["username"]!, (string)role["password"]!)) { SslNegotiation = SslNegotiation.Direct };
        (await EmulatorProcess.SqlAsync(direct.ConnectionString, "SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_replica_reads_and_a_dedicated_bouncer_is_known_by_its_name()
    {
        var role = await Emulator.CreateRoleAsync();
        var (user, password) = ((string)role["username"]!, (string)role["password"]!);
        (await EmulatorProcess.SqlAsync(Emulator.ConnectionString($"{user}|replica", password), "SHOW transaction_read_only")).ShouldBe("on");
        (await Emulator.SendAsync("POST", $"{EmulatorProcess.BranchPath}/bouncers", """{"name":"web"}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await EmulatorProcess.SqlAsync(Emulator.ConnectionString($"{user}|web", password, isPooled: true), "SELECT 1")).ShouldBe(1);
        (await Emulator.SendAsync("DELETE", $"{EmulatorProcess.BranchPath}/bouncers/web")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Should.ThrowAsync<PostgresException>(() => EmulatorProcess.SqlAsync(Emulator.ConnectionString($"{user}|web", password, isPooled: true), "SELECT 1"))).SqlState.ShouldBe("28000");
    }

    [Fact]
    public async Task The_pooled_port_pools_transactions()
    {
        var role = await Emulator.CreateRoleAsync();
        await using var held = new NpgsqlConnection(Emulator.ConnectionString((string)role["username"]!, (string)role["password"]!, isPooled: true));
        await held.OpenAsync(TestContext.Current.CancellationToken);
        var pids = new HashSet<object?>();
        for (var i = 0; i < 5; i++) pids.Add(await Emulator.SqlAsync(role, "SELECT pg_backend_pid()", isPooled: true));
        pids.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_statement_is_canceled_through_the_door()
    {
        var role = await Emulator.CreateRoleAsync();
        await using var session = new NpgsqlConnection(Emulator.ConnectionString((string)role["username"]!, (string)role["password"]!));
        await session.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("SELECT pg_sleep(60)", session);
        var (clock, sleeping) = (Stopwatch.StartNew(), command.ExecuteScalarAsync(CancellationToken.None));
        await Task.Delay(500, TestContext.Current.CancellationToken);
        command.Cancel();
        await Should.ThrowAsync<Exception>(sleeping);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task The_server_has_the_platforms_roles_databases_and_few_connections()
    {
        var role = await Emulator.CreateRoleAsync();
        (await Emulator.SqlAsync(role, "SELECT string_agg(datname || ':' || pg_get_userbyid(datdba), ' ' ORDER BY datname) FROM pg_database WHERE datname IN ('postgres', 'template1') OR datname LIKE 'pscale%'"))
            .ShouldBe("postgres:postgres pscale_admin:pscale_admin pscale_exporter:pscale_admin pscale_pgbouncer:pscale_admin template1:pscale_superuser");
        (await Emulator.SqlAsync(role, "SELECT string_agg(rolname, ' ') FROM pg_roles WHERE rolsuper")).ShouldBe("pscale_admin");
        (await Emulator.SqlAsync(role, "SHOW max_connections")).ShouldBe("25");
        (await Emulator.SqlAsync(role, "SELECT count(*) FROM pg_namespace WHERE nspname = 'pscale_extensions'")).ShouldBe(1L);
    }
}
