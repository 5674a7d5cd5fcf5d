using Carpool.IntegrationTests.BadInput;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Faults;

/// <summary>A server that takes no changes is known before any is tried.</summary>
public sealed class ReadOnlyServerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<int> Versions => TestDepth.Current is TestDepth.Quick ? [ServerMatrix.Newest] : [14, 17, 18];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_hot_standby_is_refused_and_may_be_looked_at(int version)
    {
        await using var server = await ServerPool.RentAsync(version, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\nshop: {}");
        await project.UpAsync();
        await server.StopAsync("INT", Ct);
        await File.WriteAllTextAsync(Path.Combine(server.DataFolder, "standby.signal"), "", Ct);
        await File.AppendAllTextAsync(Path.Combine(server.DataFolder, "postgresql.auto.conf"), $"primary_conninfo = 'host=127.0.0.1 port={TestServer.FreePort()}'\n", Ct);
        await server.ComeBackAsync(Ct);

        project.Declare("blog: {}\ntodo: {}");
        (await Refusal.OfAsync(project, server, "standby", "primary")).Text("code").ShouldBe("CP5061");
        foreach (var command in (string[][])[["restore", "shop"], ["purge"], ["destroy"]])
        {
            Refusal.ErrorOf(await project.RunAsync([.. command, "--yes", "--json"]), "standby").Text("code").ShouldBe("CP5061");
        }

        project.Declare("blog: {}\nshop: {}");
        (await project.OutputsAsync()).Apps.ShouldBe(["blog", "shop"]);
        (await project.RunAsync("status")).ShouldExit(0);
        (await project.RunAsync("verify")).ShouldExit(0);
    }

    [Fact]
    public async Task A_server_that_is_configured_to_be_read_only_is_left_alone()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await project.UpAsync();
        await server.SqlAsync("ALTER SYSTEM SET default_transaction_read_only = on", ct: Ct);
        await server.SqlAsync("SELECT pg_reload_conf()", ct: Ct);
        project.Declare("blog: {}\nshop: {}");

        (await Refusal.OfAsync(project, server, "default_transaction_read_only")).Text("code").ShouldBe("CP5063");

        await server.SqlAsync("ALTER SYSTEM RESET default_transaction_read_only", ct: Ct);
        await server.SqlAsync("SELECT pg_reload_conf()", ct: Ct);
        await project.ShouldRecoverAsync("blog", "shop");
    }
}
