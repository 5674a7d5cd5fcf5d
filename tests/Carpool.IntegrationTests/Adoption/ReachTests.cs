using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Adoption;

/// <summary>What a plain admin may not do is named before anything is on record, with the statements for a superuser; with those run, all of it works.</summary>
public sealed class ReachTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<int> Versions => [.. ServerMatrix.FullVersions.Select(row => row.Data).Where(version => version >= 16)];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_cluster_that_somebody_else_made(int version)
    {
        var cluster = GrownCluster.Read("groups");
        await using var server = await ServerPool.RentAsync(version, AdminKind.Plain, ct: Ct);
        await cluster.GrowAsync(server, byAdmin: false, Ct);
        using var project = new TempProject(server);
        var refused = (await project.RunAsync("adopt", "--all", "--write", "carpool.yaml", "--stack", "grown", "--yes", "--json")).ShouldExit(1);
        refused.Json.At("applied").GetBoolean().ShouldBeFalse();
        (await server.RowsAsync("SELECT 1 FROM pg_namespace WHERE nspname = 'carpool'", ct: Ct)).ShouldBeEmpty("nothing was done");
        var fixes = refused.Json.Items("diagnostics").Where(item => item.Text("code") == "CP2044").Select(item => item.Text("fix")).ToList();
        fixes.Count.ShouldBe(3, refused.ToString());
        foreach (var fix in fixes) await server.SqlAsync(fix["As a superuser: ".Length..], ct: Ct);

        (await project.RunAsync("adopt", "--all", "--yes")).ShouldExit(0);
        (await project.RunAsync("up", "--yes")).ShouldExit(0);
        await project.ShouldBeInSyncAsync();
        foreach (var act in cluster.Cans)
        {
            await using var session = await PostgresUrl.OpenAsync(server.UrlOf(act.Login, GrownCluster.PasswordOf(act.Login), act.Database), ct: Ct);
            await session.RowsAsync(act.Sql, Ct);
        }
    }

    [Fact]
    public async Task Tables_of_a_superuser_are_named()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        await GrownCluster.Read("owner-login").GrowAsync(server, byAdmin: true, Ct);
        await server.SqlAsync("CREATE TABLE public.of_a_superuser (id int); GRANT ALL ON public.of_a_superuser TO blog", "blog", Ct);
        using var project = new TempProject(server);
        var refused = (await project.RunAsync("adopt", "blog", "--write", "carpool.yaml", "--yes", "--json")).ShouldExit(1);
        refused.Json.Items("diagnostics").Select(item => item.Text("message")).ShouldContain(message => message.StartsWith("Role postgres owns objects in database blog", StringComparison.Ordinal), refused.ToString());
    }
}
