using System.Net;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Emulator;

/// <summary>The rest of the emulator's API: branches, parameters and changes, cidrs, tokens, faults.</summary>
public sealed class EmulatorApiTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private const string Database = "/organizations/emulated/databases/carpool";
    private static readonly string Roles = $"{EmulatorProcess.BranchPath}/roles";

    private EmulatorProcess Emulator => shared.Process;

    [Fact]
    public async Task Branch_and_database_are_found_by_name_and_by_id()
    {
        var database = await Emulator.GetAsync(Database);
        ((string)(await Emulator.GetAsync($"/organizations/emulated/databases/{database["id"]}/branches/{Emulator.BranchId}"))["name"]!).ShouldBe("main");
        foreach (var path in (string[])["/organizations/other", "/organizations/emulated/databases/other", $"{Database}/branches/other", $"{Database}/branches/other/roles", "/nothing"])
            ((string)(await Emulator.SendAsync("GET", path)).Body!["code"]!).ShouldBe("not_found", path);
    }

    [Fact]
    public async Task A_token_that_lacks_a_permission_finds_nothing_and_a_wrong_one_is_unauthorized()
    {
        var token = (await Emulator.ControlAsync("tokens", """{"permissions":["read_branch"]}"""))!;
        var authorization = $"{token["service_token_id"]}:{token["service_token"]}";
        (await Emulator.SendAsync("GET", Roles, authorization: authorization)).Status.ShouldBe(HttpStatusCode.OK);
        (await Emulator.SendAsync("POST", Roles, "{}", authorization)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Emulator.SendAsync("GET", Roles, authorization: "who:ever")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_parameter_is_changed_by_a_request_that_restarts_the_server()
    {
        var changes = $"{EmulatorProcess.BranchPath}/changes";
        var role = await Emulator.CreateRoleAsync();
        await using var pooled = new NpgsqlConnection(Emulator.ConnectionString((string)role["username"]!, (string)role["password"]!, isPooled: true));
        await pooled.OpenAsync(TestContext.Current.CancellationToken);
        var (status, change) = await Emulator.SendAsync("PATCH", changes, """{"parameters":{"pgconf":{"max_worker_processes":"9"},"pgbouncer":{"default_pool_size":"7"}}}""");
        status.ShouldBe(HttpStatusCode.OK, change?.ToJsonString());
        ((string)change!["previous_parameters"]!["pgconf"]!["max_worker_processes"]!).ShouldBe("8");
        for (var tries = 0; (string)(await Emulator.GetAsync($"{changes}/{change["id"]}"))["state"]! != "completed"; tries++)
        {
            tries.ShouldBeLessThan(200);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        (await Emulator.SqlAsync(role, "SHOW max_worker_processes")).ShouldBe("9");
        await using (var command = new NpgsqlCommand("SHOW max_worker_processes", pooled))
            (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe("9");
        (await Emulator.GetAsync($"{EmulatorProcess.BranchPath}/parameters")).AsArray().Single(parameter => (string)parameter!["name"]! == "default_pool_size")!["value"]!.GetValue<string>().ShouldBe("7");
        (await Emulator.SendAsync("PATCH", changes, """{"parameters":{"pgconf":{"max_worker_processes":"9"}}}""")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_value_out_of_range_is_refused_by_name()
    {
        var (status, body) = await Emulator.SendAsync("PATCH", $"{EmulatorProcess.BranchPath}/changes", """{"parameters":{"pgconf":{"max_connections":"99999","nonsense":"1"}}}""");
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body!["errors"]!.AsArray().Select(error => $"{error!["name"]}: {error["errors"]![0]}").ShouldBe(["max_connections: Value must be less than or equal to 5000", "nonsense: Parameter does not exist"]);
    }

    [Fact]
    public async Task A_branch_from_a_backup_has_the_servers_roles_and_none_of_the_apis()
    {
        var role = await Emulator.CreateRoleAsync("""{"inherited_roles":["postgres"]}""");
        await Emulator.SqlAsync(role, "CREATE DATABASE carried");
        var (status, branch) = await Emulator.SendAsync("POST", $"{Database}/branches", """{"name":"restored","backup_id":"latest"}""");
        status.ShouldBe(HttpStatusCode.Created, branch?.ToJsonString());
        ((string)branch!["restored_from_branch"]!["name"]!).ShouldBe("main");
        (await Emulator.GetAsync($"{Database}/branches/restored/roles"))["data"]!.AsArray().ShouldBeEmpty();
        var there = Emulator.ConnectionString($"{role["base_username"]}.{branch["id"]}", (string)role["password"]!, database: "carried");
        const string Identity = "SELECT system_identifier FROM pg_control_system()";
        (await EmulatorProcess.SqlAsync(there, Identity)).ShouldBe(await Emulator.SqlAsync(role, Identity));
        await EmulatorProcess.SqlAsync(there, "CREATE TABLE there_alone (id int)");
        (await Emulator.SqlAsync(role, "SELECT to_regclass('there_alone')::text", database: "carried")).ShouldBe(DBNull.Value);
        (await Emulator.SendAsync("DELETE", $"{Database}/branches/restored")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Should.ThrowAsync<PostgresException>(() => EmulatorProcess.SqlAsync(there, "SELECT 1"))).MessageText.ShouldBe($"branch {branch["id"]} does not exist");
        (await Emulator.SendAsync("DELETE", $"{Database}/branches/main")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Rules_on_addresses_are_kept()
    {
        var (status, made) = await Emulator.SendAsync("POST", $"{Database}/cidrs", """{"cidrs":["10.0.0.0/8"],"description":"office"}""");
        status.ShouldBe(HttpStatusCode.Created);
        ((string)(await Emulator.SendAsync("PATCH", $"{Database}/cidrs/{made!["id"]}", """{"cidrs":["10.1.0.0/16"]}""")).Body!["cidrs"]![0]!).ShouldBe("10.1.0.0/16");
        (await Emulator.SendAsync("POST", $"{Database}/cidrs", """{"cidrs":["::1/128"]}""")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Emulator.SendAsync("DELETE", $"{Database}/cidrs/{made["id"]}")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Emulator.GetAsync($"{Database}/cidrs"))["data"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Faults_come_when_they_are_asked_for()
    {
        await Emulator.ControlAsync("faults", """{"method":"POST","path":"roles","status":503}""");
        (await Emulator.SendAsync("POST", Roles, "{}")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await Emulator.ControlAsync("faults", """{"method":"POST","path":"roles","mishap":"lost"}""");
        await Should.ThrowAsync<HttpRequestException>(() => Emulator.SendAsync("POST", Roles, """{"name":"acted upon"}"""));
        (await Emulator.GetAsync($"{Roles}?q=acted+upon"))["data"]!.AsArray().Count.ShouldBe(1);
        await Emulator.ControlAsync("faults", """{"path":"roles","mishap":"truncated"}""");
        await Should.ThrowAsync<HttpRequestException>(() => Emulator.SendAsync("GET", Roles));
        await Emulator.ControlAsync("faults", """{"path":"organizations","mishap":"slow"}""");
        (await Emulator.SendAsync("GET", "/organizations")).Status.ShouldBe(HttpStatusCode.OK);
        (await Emulator.SendAsync("POST", Roles, "not json")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }
}
