using System.Net;
using Carpool.IntegrationTests.Cli;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Emulator;

/// <summary>What is not known of the real platform can be either way, and what the emulator holds outlives it.</summary>
public sealed class EmulatorSwitchTests
{
    private static readonly string Roles = $"{EmulatorProcess.BranchPath}/roles";

    [Fact]
    public async Task Everything_can_be_other_than_usual()
    {
        await using var emulator = await EmulatorProcess.StartAsync(
            "ready_after=2", "reassign=postgres", "reset=username", "names=unique", "absent=empty", "admin_attributes=off", "admin_set_role=off", "bad_token=404", "template=extensions", "max_connections=40");
        (await emulator.SendAsync("GET", Roles, authorization: "who:ever")).Status.ShouldBe(HttpStatusCode.NotFound);
        var admin = await emulator.CreateRoleAsync("""{"name":"admin","inherited_roles":["postgres"]}""");
        ((bool)admin["ready"]!).ShouldBeFalse();
        ((string)admin["drop_failed"]!).ShouldBe("");
        (await Should.ThrowAsync<PostgresException>(() => emulator.SqlAsync(admin, "SELECT 1"))).SqlState.ShouldBe("28000");
        (await emulator.SendAsync("POST", Roles, """{"name":"admin"}""")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        for (var tries = 0; !(bool)(await emulator.GetAsync($"{Roles}/{admin["id"]}"))["ready"]!; tries++)
        {
            tries.ShouldBeLessThan(100);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        (await Should.ThrowAsync<PostgresException>(() => emulator.SqlAsync(admin, "CREATE DATABASE refused"))).SqlState.ShouldBe("42501");
        (await Should.ThrowAsync<PostgresException>(() => emulator.SqlAsync(admin, "SET ROLE postgres"))).SqlState.ShouldBe("42501");
        (await emulator.SqlAsync(admin, "SHOW max_connections")).ShouldBe("40");
        var postgres = (await emulator.SendAsync("POST", $"{Roles}/reset-default", "{}")).Body!;
        await emulator.SqlAsync(postgres, "CREATE DATABASE app");
        await emulator.SqlAsync(postgres, $"GRANT CREATE ON SCHEMA public TO {admin["base_username"]}", database: "app");
        (await emulator.SqlAsync(postgres, "SELECT count(*) FROM pg_namespace WHERE nspname = 'pscale_extensions'", database: "app")).ShouldBe(1L);
        await emulator.SqlAsync(admin, "CREATE TABLE mine (id int)", database: "app");

        // What it owns is in a database that such a platform does not look into
        (await emulator.SendAsync("DELETE", $"{Roles}/{admin["id"]}?successor=postgres")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var reset = (await emulator.SendAsync("POST", $"{Roles}/{admin["id"]}/reset")).Body!;
        ((string)reset["username"]!).ShouldNotBe((string)admin["username"]!);
        (await emulator.SqlAsync(reset, "SELECT current_user::text")).ShouldBe((string)reset["base_username"]!);
    }

    [Fact]
    public async Task More_requests_than_a_minute_allows_are_refused()
    {
        await using var emulator = await EmulatorProcess.StartAsync("rate=5", "retry_after=on");
        for (var i = 0; i < 4; i++) (await emulator.SendAsync("GET", "/organizations")).Status.ShouldBe(HttpStatusCode.OK);
        (await emulator.SendAsync("GET", "/organizations")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        await emulator.ControlAsync("clock", """{"seconds":61}""");
        (await emulator.SendAsync("GET", "/organizations")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_it_holds_is_there_again_after_a_restart_and_after_a_crash()
    {
        var folder = Directory.CreateTempSubdirectory("carpool-emulator-").FullName;
        System.Text.Json.Nodes.JsonNode role;
        await using (var first = await EmulatorProcess.StartOnAsync(folder, ownsFolder: false))
        {
            role = await first.CreateRoleAsync("""{"name":"kept"}""");
            await Should.ThrowAsync<InvalidOperationException>(() => EmulatorProcess.StartOnAsync(folder, ownsFolder: false));
            (await first.EndAsync()).ShouldBe(0);
            await Should.ThrowAsync<NpgsqlException>(() => first.SqlAsync(role, "SELECT 1"));
        }

        await using (var killed = await EmulatorProcess.StartOnAsync(folder, ownsFolder: false)) await killed.KillAsync();
        await using var second = await EmulatorProcess.StartOnAsync(folder, ownsFolder: true);
        ((string)(await second.GetAsync($"{Roles}/{role["id"]}"))["name"]!).ShouldBe("kept");
        foreach (var isPooled in new[] { false, true }) (await second.SqlAsync(role, "SELECT current_user::text", isPooled)).ShouldBe((string)role["base_username"]!);
    }

    [Fact]
    public async Task A_switch_that_there_is_not_is_refused()
    {
        using var project = new TempProject();
        var wrong = (await project.RunAsync("emulate", "planetscale", "--with", "colour=red")).ShouldExit(1);
        wrong.Err.ShouldContain("CP5183");
        wrong.Err.ShouldContain("max_connections=N");
        Directory.Exists(Path.Combine(project.Folder, ".carpool")).ShouldBeFalse();
    }

    [Fact]
    public async Task What_it_keeps_is_deleted_when_that_is_asked_for()
    {
        var folder = Directory.CreateTempSubdirectory("carpool-emulator-").FullName;
        using var project = new TempProject();
        await using (var emulator = await EmulatorProcess.StartOnAsync(folder, ownsFolder: false))
            (await project.RunAsync("emulate", "planetscale", "--data", folder, "--destroy", "--yes")).ShouldExit(1).Err.ShouldContain("CP5180");
        (await project.RunAsync("emulate", "planetscale", "--data", folder, "--destroy")).ShouldExit(64);
        (await project.RunAsync("emulate", "planetscale", "--data", folder, "--destroy", "--yes")).ShouldExit(0);
        Directory.Exists(folder).ShouldBeFalse();
    }
}
