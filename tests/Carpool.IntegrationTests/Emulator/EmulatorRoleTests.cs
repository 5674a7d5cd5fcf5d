using System.Net;
using System.Text.Json.Nodes;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Emulator;

/// <summary>The life of roles in the emulator: by its API, and on its server.</summary>
public sealed class EmulatorRoleTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private static readonly string Roles = $"{EmulatorProcess.BranchPath}/roles";

    private EmulatorProcess Emulator => shared.Process;

    [Fact]
    public async Task A_role_without_inheritance_may_log_in_and_nothing_else()
    {
        var role = await Emulator.CreateRoleAsync("""{"name":"bare"}""");
        var name = (string)role["base_username"]!;
        name.ShouldMatch("^pscale_api_[0-9a-z]{12}$");
        ((string)role["username"]!).ShouldBe($"{name}.{Emulator.BranchId}");
        ((string)role["password"]!).ShouldStartWith("pscale_pw_");
        (await Emulator.SqlAsync(role, "SELECT current_user::text")).ShouldBe(name);
        (await Emulator.SqlAsync(role, "SELECT current_user::text", isPooled: true)).ShouldBe(name);
        (await Emulator.SqlAsync(role, "SELECT concat_ws(' ', rolsuper, rolcreatedb, rolcreaterole, rolinherit, rolconnlimit) FROM pg_roles WHERE rolname = current_user")).ShouldBe("f f f t -1");
        (await Emulator.SqlAsync(role, "SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = current_user")).ShouldBe(0L);
        var read = await Emulator.GetAsync($"{Roles}/{role["id"]}");
        read["password"].ShouldBeNull();
        ((string)read["name"]!).ShouldBe("bare");
    }

    [Fact]
    public async Task The_default_role_is_there_once_it_was_reset_and_a_reset_ends_its_sessions()
    {
        await using var other = await EmulatorProcess.StartAsync();
        (await other.SendAsync("GET", $"{Roles}/default")).Status.ShouldBe(HttpStatusCode.NotFound);
        var first = (await other.SendAsync("POST", $"{Roles}/reset-default", "{}")).Body!;
        ((string)first["username"]!).ShouldBe($"postgres.{other.BranchId}");
        ((bool)first["default"]!).ShouldBeTrue();
        (await other.SqlAsync(first, "SELECT concat_ws(' ', rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls) FROM pg_roles WHERE rolname = current_user")).ShouldBe("f t t t t");
        await using var session = new NpgsqlConnection(other.ConnectionString((string)first["username"]!, (string)first["password"]!));
        await session.OpenAsync(TestContext.Current.CancellationToken);
        var second = (await other.SendAsync("POST", $"{Roles}/reset-default", "{}")).Body!;
        ((string)second["id"]!).ShouldBe((string)first["id"]!);
        await Should.ThrowAsync<NpgsqlException>(async () =>
        {
            await using var command = new NpgsqlCommand("SELECT 1", session);
            await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        });
        (await Should.ThrowAsync<PostgresException>(() => other.SqlAsync(first, "SELECT 1"))).SqlState.ShouldBe("28P01");
        (await other.SqlAsync(second, "SELECT 1")).ShouldBe(1);
        (await other.GetAsync($"{Roles}/default"))["password"].ShouldBeNull();
    }

    [Fact]
    public async Task The_default_role_has_no_power_over_roles_of_the_api()
    {
        var admin = (await Emulator.SendAsync("POST", $"{Roles}/reset-default", "{}")).Body!;
        var role = (string)(await Emulator.CreateRoleAsync())["base_username"]!;
        foreach (var statement in (string[])[$"ALTER ROLE {role} CONNECTION LIMIT 5", $"ALTER ROLE {role} NOLOGIN", $"GRANT {role} TO postgres", $"DROP ROLE {role}", $"ALTER ROLE {role} SET work_mem = '8MB'", "ALTER ROLE pscale_admin PASSWORD 'x'"])
            (await Should.ThrowAsync<PostgresException>(() => Emulator.SqlAsync(admin, statement), statement)).SqlState.ShouldBe("42501", statement);
        await Emulator.SqlAsync(admin, $"CREATE ROLE owner_of_{role}");
        await Emulator.SqlAsync(admin, $"GRANT owner_of_{role} TO {role}");
        await Emulator.SqlAsync(admin, $"REVOKE owner_of_{role} FROM {role}");
        await Emulator.SqlAsync(admin, $"DROP ROLE owner_of_{role}");
    }

    [Fact]
    public async Task A_role_that_owns_something_is_deleted_with_a_successor_only()
    {
        var role = await Emulator.CreateRoleAsync("""{"inherited_roles":["postgres"]}""");
        var (id, name) = ((string)role["id"]!, (string)role["base_username"]!);
        await Emulator.SqlAsync(role, $"CREATE DATABASE of_{name}");
        await Emulator.SqlAsync(role, "CREATE TABLE mine (id int)", database: $"of_{name}");
        await Emulator.SqlAsync(role, $"CREATE ROLE made_by_{name}");
        var (status, body) = await Emulator.SendAsync("DELETE", $"{Roles}/{id}");
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ((string)body!["code"]!).ShouldBe("unprocessable");
        ((string)body["message"]!).ShouldBe("Role is still referenced and cannot be dropped.");
        (await Emulator.SendAsync("DELETE", $"{Roles}/{id}", """{"successor":"nobody"}""")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Emulator.SendAsync("DELETE", $"{Roles}/{id}?successor=postgres")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Emulator.SendAsync("GET", $"{Roles}/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Emulator.SendAsync("DELETE", $"{Roles}/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var after = await Emulator.CreateRoleAsync();
        (await Emulator.SqlAsync(after, "SELECT tableowner::text FROM pg_tables WHERE tablename = 'mine'", database: $"of_{name}")).ShouldBe("postgres");
        (await Emulator.SqlAsync(after, $"SELECT pg_has_role('postgres', 'made_by_{name}', 'USAGE')")).ShouldBe(true);
    }

    [Fact]
    public async Task Objects_are_reassigned_to_a_role_by_its_id_or_its_name()
    {
        var (from, to) = (await Emulator.CreateRoleAsync("""{"inherited_roles":["postgres"]}"""), await Emulator.CreateRoleAsync("""{"inherited_roles":["postgres"]}"""));
        var table = $"table_{from["id"]}";
        await Emulator.SqlAsync(from, $"CREATE SCHEMA AUTHORIZATION current_user CREATE TABLE {table} (id int)");
        foreach (var successor in new[] { (string)to["id"]!, (string)to["base_username"]!, (string)to["username"]! })
        {
            (await Emulator.SendAsync("POST", $"{Roles}/{from["id"]}/reassign", $$"""{"successor":"{{successor}}"}""")).Status.ShouldBe(HttpStatusCode.NoContent);
            (await Emulator.SqlAsync(to, $"SELECT tableowner::text FROM pg_tables WHERE tablename = '{table}'")).ShouldBe((string)to["base_username"]!);
        }

        (await Emulator.SendAsync("POST", $"{Roles}/{from["id"]}/reassign", "{}")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Emulator.SendAsync("DELETE", $"{Roles}/{from["id"]}")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_reset_gives_another_password_under_the_same_name_on_both_ports()
    {
        var role = await Emulator.CreateRoleAsync();
        (await Emulator.SqlAsync(role, "SELECT 1", isPooled: true)).ShouldBe(1);
        var (status, reset) = await Emulator.SendAsync("POST", $"{Roles}/{role["id"]}/reset");
        status.ShouldBe(HttpStatusCode.OK);
        ((string)reset!["username"]!).ShouldBe((string)role["username"]!);
        foreach (var isPooled in new[] { false, true })
        {
            await Should.ThrowAsync<NpgsqlException>(() => Emulator.SqlAsync(role, "SELECT 1", isPooled));
            (await Emulator.SqlAsync(reset, "SELECT 1", isPooled)).ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_role_that_came_by_sql_logs_in_on_both_ports()
    {
        var admin = (await Emulator.SendAsync("POST", $"{Roles}/reset-default", "{}")).Body!;
        await Emulator.SqlAsync(admin, "CREATE ROLE \"by.sql\" LOGIN PASSWORD 'secret'");
        foreach (var isPooled in new[] { false, true })
            (await EmulatorProcess.SqlAsync(Emulator.ConnectionString($"by.sql.{Emulator.BranchId}", "secret", isPooled), "SELECT current_user::text")).ShouldBe("by.sql");
        await Emulator.SqlAsync(admin, "DROP ROLE \"by.sql\"");
    }

    [Fact]
    public async Task A_role_expires_when_its_time_is_over_and_is_renewed_before_that()
    {
        var (brief, holding) = (await Emulator.CreateRoleAsync("""{"ttl":3600}"""), await Emulator.CreateRoleAsync("""{"ttl":3600,"inherited_roles":["postgres"]}"""));
        await Emulator.SqlAsync(holding, "CREATE SCHEMA AUTHORIZATION current_user");
        await Emulator.ControlAsync("clock", """{"seconds":3000}""");
        (await Emulator.SendAsync("POST", $"{Roles}/{brief["id"]}/renew")).Status.ShouldBe(HttpStatusCode.OK);
        await Emulator.ControlAsync("clock", """{"seconds":1000}""");
        var expired = await UntilAsync(() => Emulator.GetAsync($"{Roles}/{holding["id"]}"), role => (bool)role["expired"]!);
        ((string)expired["drop_failed"]!).ShouldContain("still referenced");
        expired["disabled_at"].ShouldNotBeNull();
        (await Should.ThrowAsync<PostgresException>(() => Emulator.SqlAsync(holding, "SELECT 1"))).SqlState.ShouldBe("28000");
        (await Emulator.SqlAsync(brief, "SELECT 1")).ShouldBe(1);
        (await Emulator.GetAsync($"{Roles}?status=expired"))["data"]!.AsArray().Select(role => (string)role!["id"]!).ShouldBe([(string)holding["id"]!]);
        await Emulator.ControlAsync("clock", """{"seconds":3000}""");
        await UntilAsync(async () => (JsonNode)(int)(await Emulator.SendAsync("GET", $"{Roles}/{brief["id"]}")).Status, status => (int)status == 404);
        (await Emulator.SendAsync("POST", $"{Roles}/{holding["id"]}/renew")).Status.ShouldBe(HttpStatusCode.OK);
        (await Emulator.SqlAsync(holding, "SELECT 1")).ShouldBe(1);
        (await Emulator.SendAsync("DELETE", $"{Roles}/{holding["id"]}?successor=postgres")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_role_changes_its_display_name_and_its_guards_and_nothing_else()
    {
        var role = await Emulator.CreateRoleAsync("""{"name":"before","ttl":3600}""");
        var (status, updated) = await Emulator.SendAsync("PATCH", $"{Roles}/{role["id"]}", """{"name":"after","require_where_on_delete":"on","ttl":9,"inherited_roles":["postgres"]}""");
        status.ShouldBe(HttpStatusCode.OK);
        ((string)updated!["name"]!).ShouldBe("after");
        ((string)updated["query_safety_settings"]!["require_where_on_delete"]!).ShouldBe("on");
        ((int)updated["ttl"]!).ShouldBe(3600);
        updated["inherited_roles"]!.AsArray().Count.ShouldBe(0);
        (await Emulator.SqlAsync(role, "SELECT current_setting('pg_strict.require_where_on_delete', true)")).ShouldBe("on");
        (await Emulator.SendAsync("GET", $"{Roles}/{role["base_username"]}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"inherited_roles":["my_own"]}""")]
    [InlineData("""{"with_replication":true}""")]
    [InlineData("""{"require_where_on_delete":"maybe"}""")]
    public async Task What_a_role_cannot_be_is_refused(string body) =>
        (await Emulator.SendAsync("POST", Roles, body)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

    [Fact]
    public async Task Lists_come_in_pages_and_a_page_past_the_end_is_empty()
    {
        var ids = new List<string>();
        foreach (var i in Enumerable.Range(0, 5)) ids.Add((string)(await Emulator.CreateRoleAsync($$"""{"name":"paged {{i}}"}"""))["id"]!);
        var first = await Emulator.GetAsync($"{Roles}?q=paged&per_page=2");
        ((int)first["total_count"]!).ShouldBe(5);
        ((int)first["next_page"]!).ShouldBe(2);
        var seen = new List<string>();
        for (var page = 1; page <= 3; page++) seen.AddRange((await Emulator.GetAsync($"{Roles}?q=paged&per_page=2&page={page}"))["data"]!.AsArray().Select(role => (string)role!["id"]!));
        seen.ShouldBe(ids);
        (await Emulator.GetAsync($"{Roles}?q=paged&per_page=2&page=4"))["data"]!.AsArray().ShouldBeEmpty();
        ((int)(await Emulator.GetAsync($"{Roles}?per_page=1000"))["per_page"]!).ShouldBe(100);
    }

    private static async Task<JsonNode> UntilAsync(Func<Task<JsonNode>> read, Func<JsonNode, bool> isReached)
    {
        for (var tries = 0; ; tries++)
        {
            var read1 = await read();
            if (isReached(read1)) return read1;
            tries.ShouldBeLessThan(100, read1.ToJsonString());
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
