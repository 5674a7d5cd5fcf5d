using Carpool.IntegrationTests.BadInput;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Faults;

/// <summary>The disk is full half way through CREATE DATABASE.</summary>
public sealed class DiskFullTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<int, AdminKind> Servers => TestDepth.Current is TestDepth.Quick
        ? new() { { ServerMatrix.Newest, AdminKind.Plain } }
        : new() { { 14, AdminKind.Superuser }, { 14, AdminKind.Plain }, { 18, AdminKind.Superuser }, { 18, AdminKind.Plain } };

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task It_is_named_and_nothing_is_left_in_the_way(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await project.UpAsync();
        await using var disk = await SmallDisk.UnderAsync(server, spareKilobytes: 40_000, Ct);

        // Room for the new rows of the catalogs, and for a part of the three hundred files of a database
        await disk.FillAsync(spareKilobytes: 1_000, Ct);
        project.Declare("blog: {}\nshop: {}");

        var error = Refusal.ErrorOf(await project.RunAsync("up", "--yes", "--json"), "No space left on device", "room on the disk", "again");

        error.Text("code").ShouldBe("CP5024");
        (await server.DatabasesAsync(Ct)).ShouldBe(["blog"]);
        disk.Empty();
        await project.ShouldRecoverAsync("blog", "shop");
        var folders = Directory.EnumerateDirectories(Path.Combine(server.DataFolder, "base")).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        folders.ShouldBe((await server.RowsAsync("SELECT oid FROM pg_database", ct: Ct)).Order(StringComparer.Ordinal), "half-made databases are gone from the disk too");
    }
}
