using Carpool.Local;
using Carpool.State;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Local;

public sealed class LocalPoolerTests
{
    [Fact]
    public async Task Lets_in_who_is_listed_as_soon_as_the_list_changes()
    {
        LocalSandbox.NeedsPooler();
        await using var sandbox = new LocalSandbox();
        var endpoints = await sandbox.Cluster.StartAsync(LocalSandbox.Token);
        var pooler = endpoints.PoolerPort.ShouldNotBeNull();
        var first = await MakeLoginAsync(endpoints, "first", "one");
        var odd = await MakeLoginAsync(endpoints, "o\"dd \\ Öne", "two");

        await Should.ThrowAsync<NpgsqlException>(LocalSandbox.SqlAsync(pooler, "first", "one", "SELECT 1"));
        await sandbox.Cluster.UpdatePoolerAsync([first, odd], LocalSandbox.Token);
        (await LocalSandbox.SqlAsync(pooler, "first", "one", "SELECT current_user")).ShouldBe("first");
        (await LocalSandbox.SqlAsync(pooler, "o\"dd \\ Öne", "two", "SELECT current_user")).ShouldBe("o\"dd \\ Öne");

        await sandbox.Cluster.UpdatePoolerAsync([odd], LocalSandbox.Token);
        await Should.ThrowAsync<NpgsqlException>(LocalSandbox.SqlAsync(pooler, "first", "one", "SELECT 1"));
        (await LocalSandbox.SqlAsync(pooler, "o\"dd \\ Öne", "two", "SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Two_password_changes_within_a_second_are_both_noticed()
    {
        LocalSandbox.NeedsPooler();
        await using var sandbox = new LocalSandbox();
        var endpoints = await sandbox.Cluster.StartAsync(LocalSandbox.Token);
        await LocalSandbox.SqlAsync(endpoints, "CREATE ROLE app LOGIN");
        for (var turn = 0; turn < 8; turn++)
        {
            await LocalSandbox.SqlAsync(endpoints, $"ALTER ROLE app PASSWORD 'turn {turn}'");
            await sandbox.Cluster.UpdatePoolerAsync([await LoginAsync(endpoints, "app")], LocalSandbox.Token);
            (await LocalSandbox.SqlAsync(endpoints.PoolerPort!.Value, "app", $"turn {turn}", "SELECT current_user")).ShouldBe("app");
        }
    }

    [Fact]
    public async Task What_one_client_sets_does_not_reach_the_next()
    {
        LocalSandbox.NeedsPooler();
        await using var sandbox = new LocalSandbox();
        var endpoints = await sandbox.Cluster.StartAsync(LocalSandbox.Token);
        var app = await MakeLoginAsync(endpoints, "app", "one");
        await LocalSandbox.SqlAsync(endpoints, "CREATE ROLE owner; GRANT owner TO app");
        await sandbox.Cluster.UpdatePoolerAsync([app], LocalSandbox.Token);

        await LocalSandbox.SqlAsync(endpoints.PoolerPort!.Value, "app", "one", "SET ROLE owner");

        (await LocalSandbox.SqlAsync(endpoints.PoolerPort!.Value, "app", "one", "SELECT current_user")).ShouldBe("app");
    }

    [Fact]
    public async Task A_killed_pooler_is_started_again_on_its_port_with_its_list()
    {
        LocalSandbox.NeedsPooler();
        await using var sandbox = new LocalSandbox();
        var endpoints = await sandbox.Cluster.StartAsync(LocalSandbox.Token);
        await sandbox.Cluster.UpdatePoolerAsync([await MakeLoginAsync(endpoints, "app", "one")], LocalSandbox.Token);
        var server = await sandbox.ProcessAsync();
        var folder = LocalFolder.Find(sandbox.Directory, LocalSandbox.EnvironmentWith());
        var process = int.Parse((await File.ReadAllTextAsync(folder.PoolerProcess, LocalSandbox.Token)).Trim());
        Posix.Signal(process, Posix.SigKill);
        (await LivingProcess.EndsWithinAsync(TimeSpan.FromSeconds(10), () => LivingProcess.IsPoolerOn(process, folder.PoolerSettings, null), LocalSandbox.Token)).ShouldBeTrue();

        (await sandbox.Cluster.StartAsync(LocalSandbox.Token)).ShouldBe(endpoints);

        (await sandbox.ProcessAsync()).ShouldBe(server, "the server itself was left alone");
        (await LocalSandbox.SqlAsync(endpoints.PoolerPort!.Value, "app", "one", "SELECT current_user")).ShouldBe("app");
    }

    private static async Task<PoolerLogin> MakeLoginAsync(LocalEndpoints endpoints, string name, string password)
    {
        await LocalSandbox.SqlAsync(endpoints, $"CREATE ROLE \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\" LOGIN PASSWORD '{password}'");
        return await LoginAsync(endpoints, name);
    }

    private static async Task<PoolerLogin> LoginAsync(LocalEndpoints endpoints, string name) => new(
        new RoleName(name),
        (string)(await LocalSandbox.SqlAsync(endpoints, $"SELECT rolpassword FROM pg_catalog.pg_authid WHERE rolname = '{name}'"))!);
}
