using System.Diagnostics;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Adoption;

/// <summary>A cluster of 14, carried to a newer server by pg_dumpall and psql: schema public still belongs to a superuser and is open to all.</summary>
[Slow]
public sealed class RestoredClusterTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<int> Newer => [.. ServerMatrix.FullVersions.Select(row => row.Data).Where(version => version > 14)];

    [Theory]
    [MemberData(nameof(Newer))]
    public async Task Comes_under_management(int version)
    {
        var cluster = GrownCluster.Read("public-open");
        var dump = await DumpedAsync(cluster);
        await using var server = await ServerPool.RentAsync(version, AdminKind.Superuser, ct: Ct);
        await RestoreAsync(server, dump);
        (await server.RowsAsync("SELECT pg_get_userbyid(nspowner), nspacl::text LIKE '%=UC/%' FROM pg_namespace WHERE nspname = 'public'", "wiki", Ct)).ShouldBe(["postgres|t"], "as it was on 14");
        await new AdoptionStory(server, cluster).RunAsync(Ct);
    }

    [Theory]
    [MemberData(nameof(Newer))]
    public async Task A_plain_admin_is_told_what_it_needs(int version)
    {
        var dump = await DumpedAsync(GrownCluster.Read("public-open"));
        await using var server = await ServerPool.RentAsync(version, AdminKind.Plain, ct: Ct);
        await RestoreAsync(server, dump);
        await server.SqlAsync("GRANT wiki, shop TO steward; ALTER DATABASE wiki OWNER TO steward; ALTER DATABASE shop OWNER TO steward", ct: Ct);
        using var project = new TempProject(server);
        var refused = (await project.RunAsync("adopt", "wiki", "--write", "carpool.yaml", "--yes", "--json")).ShouldExit(1);
        refused.Json.Items("diagnostics").Select(item => $"{item.Text("code")} {item.Text("fix")}").ShouldContain("CP2044 As a superuser in database wiki: ALTER SCHEMA \"public\" OWNER TO \"steward\"");
    }

    private static async Task<string> DumpedAsync(GrownCluster cluster)
    {
        await using var old = await ServerPool.RentAsync(14, AdminKind.Superuser, ct: Ct);
        await cluster.GrowAsync(old, byAdmin: false, Ct);
        await old.SqlAsync($"DROP ROLE {old.AdminName}", ct: Ct);
        return await ToolAsync("pg_dumpall", old, ["--no-sync"], input: null);
    }

    /// <summary>The dump makes roles that are there already, such as the bootstrap superuser: psql goes on.</summary>
    private static async Task RestoreAsync(TestServer server, string dump) => await ToolAsync("psql", server, ["-q", "-X", "-d", "postgres"], dump);

    private static async Task<string> ToolAsync(string program, TestServer server, string[] arguments, string? input)
    {
        var start = new ProcessStartInfo(ServerBinaries.TryFindProgram(program) ?? throw new InvalidOperationException($"There is no {program} on this machine"))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["-h", server.SocketFolder, "-p", $"{server.Port}", "-U", TestServer.Bootstrap, .. arguments]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (told, failed) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(Ct);
        process.ExitCode.ShouldBe(0, await failed);
        return await told;
    }
}
