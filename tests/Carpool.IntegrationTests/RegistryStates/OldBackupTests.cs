using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Sessions;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.RegistryStates;

/// <summary>The registry comes back from a backup: whole, and older than the cluster.</summary>
[Slow]
public sealed class OldBackupTests
{
    // The oldest that is supported: any pg_dump can dump it
    private const int Version = 14;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dump_of_the_schema_gives_everything_back()
    {
        await using var server = await RentAsync();
        using var project = new TempProject(server);
        project.Declare("blog: {}\nshop: {}");
        await project.UpAsync();
        project.Declare("blog: {}");
        await project.UpAsync();
        var outputs = (await project.OutputsAsync()).Direct("blog");
        var dump = await DumpAsync(server);

        await RestoreAsync(server, dump);

        await project.ShouldBeInSyncAsync();
        (await project.OutputsAsync()).Direct("blog").ShouldBe(outputs);
        (await project.RunAsync("restore", "shop", "--yes")).ShouldExit(0);
        (await project.RunAsync("verify")).ShouldExit(0);
    }

    [Fact]
    public async Task What_happened_since_the_dump_is_named_and_has_a_way_out()
    {
        await using var server = await RentAsync();
        using var project = new TempProject(server);
        project.Declare("asleep: {}\ngone: {}\nback: {}");
        await project.UpAsync();
        project.Declare("blog: {}\nremoved: {}\npurged: {}\nremade: {}");
        await project.UpAsync();
        var dump = await DumpAsync(server);

        // An app was made, one removed, one purged, one restored, one dropped from quarantine, one moved by dump and restore; a password is newer
        project.Declare("blog: {}\nremade: {}\nyoung: {}");
        await project.UpAsync();
        (await project.RunAsync("purge", "purged", "--yes")).ShouldExit(0);
        (await project.RunAsync("restore", "back", "--yes")).ShouldExit(0);
        (await project.RunAsync("purge", "gone", "--yes")).ShouldExit(0);
        (await project.RunAsync("rotate", "blog", "--in-place", "--yes")).ShouldExit(0);
        await server.SqlAsync("ALTER DATABASE remade RENAME TO taken", ct: Ct);
        await server.SqlAsync("CREATE DATABASE remade TEMPLATE taken OWNER steward", ct: Ct);
        await server.SqlAsync("DROP DATABASE taken", ct: Ct);
        await RestoreAsync(server, dump);

        project.Declare("blog: {}\nremade: {}\nremoved: {}\npurged: {}\nback: {}\nyoung: {}");
        var preview = (await project.RunAsync("preview", "--json")).ShouldExit(1);
        string[] About(string app) => [.. preview.Json.Items("diagnostics").Where(item => item.TextOrNull("subject") == app).Select(item => item.Text("code")).Distinct().Order(StringComparer.Ordinal)];
        About("young").ShouldBe(["CP2001", "CP2002"]);
        About("removed").ShouldBe(["CP2004"]);
        About("purged").ShouldBe(["CP2012"]);
        About("back").ShouldBe(["CP2001", "CP2002", "CP2043"]);
        About("gone").ShouldBe(["CP2043"]);
        About("remade").ShouldBe(["CP2003"]);
        (await project.ErrorAsync(server, "CP2043", "restore", "gone", "--yes")).Text("fix").ShouldContain("carpool purge gone");
        foreach (var app in new[] { "remade", "removed", "young", "back", "gone" })
        {
            await project.FollowAsync(preview.Json.Items("diagnostics").First(item => item.TextOrNull("subject") == app));
        }

        (await project.RunAsync("restore", "removed", "--yes")).ShouldExit(0);
        await project.UpAsync("--credentials", "--allow", "CP3007");
        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("rotate", "young", "--in-place", "--yes")).ShouldExit(0);
        (await project.RunAsync("verify")).ShouldExit(0);
        (await project.RunAsync("status")).ShouldExit(0).Out.ShouldContain("asleep");
        foreach (var app in new[] { "blog", "remade", "removed", "purged", "back", "young" }) await project.ShouldGetInAsync(app);
    }

    private static Task<TestServer> RentAsync()
    {
        Assert.SkipWhen(ServerBinaries.TryFindProgram("pg_dump") is null || ServerBinaries.TryFindProgram("psql") is null, "missing: pg_dump and psql");
        return ServerPool.RentAsync(Version, AdminKind.Plain, ct: Ct);
    }

    /// <summary>As the admin, who owns it.</summary>
    private static async Task<string> DumpAsync(TestServer server) =>
        await ProgramRun.AsSelfAsync("pg_dump", null, "--schema", "carpool", "--dbname", server.AdminUrl);

    private static async Task RestoreAsync(TestServer server, string dump)
    {
        await server.SqlAsync("DROP SCHEMA carpool CASCADE", ct: Ct);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, dump, Ct);
        await ProgramRun.AsSelfAsync("psql", null, "--quiet", "--set", "ON_ERROR_STOP=1", "--file", file, "--dbname", server.AdminUrl);
        File.Delete(file);
    }
}
