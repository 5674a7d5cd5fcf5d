using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Hostile;

/// <summary>An app was kept when it left, and somebody who may write to the registry puts its old, well sealed rows back.</summary>
[Slow]
public sealed class KeptAppTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<AdminKind> Admins => [.. Enum.GetValues<AdminKind>()];

    [Theory]
    [MemberData(nameof(Admins))]
    public async Task Its_old_rows_remove_nothing(AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\nshop: {}");
        await project.UpAsync();
        await server.SqlAsync("CREATE TABLE public.old_app AS TABLE carpool.app; CREATE TABLE public.old_login AS TABLE carpool.login", ct: Ct);
        project.Declare("blog: {}\nshop: { on_remove: keep }");
        await project.UpAsync();
        project.Declare("blog: {}");
        await project.UpAsync();
        (await server.RowsAsync("SELECT database FROM carpool.app", ct: Ct)).ShouldBe(["blog"]);
        await project.ShouldBeInSyncAsync();

        await server.SqlAsync("INSERT INTO carpool.app SELECT * FROM old_app WHERE name = 'shop'; INSERT INTO carpool.login SELECT * FROM old_login WHERE app = 'shop'", ct: Ct);
        var before = await ClusterDigest.ReadAsync(server, Ct);
        foreach (var command in new[] { "preview", "up", "destroy" })
        {
            var refused = (await project.RunAsync([command, "--json", .. command == "preview" ? Array.Empty<string>() : ["--yes"]])).ShouldExit(1);
            refused.Codes.ShouldContain("CP2025", refused.ToString());
        }

        (await ClusterDigest.ReadAsync(server, Ct)).ShouldBe(before);
        project.Declare("blog: {}\nshop: {}");
        (await project.RunAsync("adopt", "shop", "--yes")).ShouldExit(0);
        await project.ShouldBeInSyncAsync();
        project.Declare("blog: {}");
        await project.UpAsync();
        (await server.DatabasesAsync(Ct)).ShouldContain(name => name.StartsWith("shop~", StringComparison.Ordinal), "managed again, and not listed");
    }
}
