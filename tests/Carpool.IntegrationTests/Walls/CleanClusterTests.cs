using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Walls;

/// <summary>A false alarm is a bug as well: where every wall stands nothing is found.</summary>
public sealed class CleanClusterTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Smoke), MemberType = typeof(ServerMatrix))]
    public async Task A_fresh_cluster_gives_no_finding_and_needs_no_manifest(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        ShouldBeClean(await project.RunAsync("verify", "--json"), logins: 0);
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.Smoke), MemberType = typeof(ServerMatrix))]
    public async Task Apps_of_every_kind_give_no_finding(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("""
            blog: { connections: 20, extensions: [citext, pgcrypto], schemas: [public, billing] }
            shop: { roles: { app: {}, deploy: { access: migrate }, writer: { access: write, connections: 3 }, report: { access: read, settings: { statement_timeout: 5min, search_path: billing } } } }
            todo: {}
            """);
        await project.UpAsync();
        ShouldBeClean(await project.RunAsync("verify", "--json", "--exhaustive"), logins: 6);
        (await project.RunAsync("rotate", "--all", "--yes")).ShouldExit(0);
        ShouldBeClean(await project.RunAsync("verify", "--json"), logins: 12);
    }

    [Theory]
    [Slow]
    [MemberData(nameof(ServerMatrix.Corners), MemberType = typeof(ServerMatrix))]
    public async Task Fifty_apps_give_no_finding(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare(string.Concat(Enumerable.Range(1, 50).Select(number => $"app{number}: {{roles: {{app: {{}}, report: {{access: read}}}}}}\n")));
        await project.UpAsync();
        ShouldBeClean(await project.RunAsync("verify", "--json"), logins: 100);
    }

    private static void ShouldBeClean(CarpoolResult verify, int logins)
    {
        verify.ShouldExit(0);
        verify.Json.Items("findings").ShouldBeEmpty(verify.ToString());
        verify.Json.At("isolated").GetBoolean().ShouldBeTrue();
        verify.Json.At("probes").At("own").GetInt32().ShouldBe(logins);
    }
}
