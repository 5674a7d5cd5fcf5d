using System.Security.Cryptography;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.RegistryStates;

/// <summary>The key is lost for good: a new one, on purpose only, and new passwords under it.</summary>
[Slow]
public sealed class LostKeyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stack_goes_on_with_a_new_key()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        using var project = new TempProject(server);
        using var neighbour = new TempProject(server);
        neighbour.Write("stack: other\ncluster: { url: \"${CARPOOL_ADMIN_URL}\" }\napps: [theirs]\n");
        await neighbour.UpAsync();
        project.Declare("blog: {}\ntodo: {}\nshop: {}");
        await project.UpAsync();
        project.Declare("blog: {}\ntodo: {}");
        await project.UpAsync();
        var (key, rows) = (await File.ReadAllTextAsync(project.KeyFile, Ct), await TheirsAsync(server));
        var old = (await project.OutputsAsync()).Direct("blog");

        // Not by accident: not with the right key, not without --all, not without a yes
        (await project.ErrorAsync(server, "CP4011", "adopt", "--all", "--new-key", "--yes")).Text("fix").ShouldContain("--new-key");
        File.Delete(project.KeyFile);
        (await project.RunAsync("adopt", "blog", "--new-key", "--yes")).ShouldExit(64);
        (await project.RunAsync("adopt", "--all", "--new-key")).ShouldExit(64);
        await project.ErrorAsync(server, "CP4051", "adopt", "--all", "--yes");
        File.Exists(project.KeyFile).ShouldBeFalse();

        var lost = await project.ErrorAsync(server, "CP4051", "preview");
        lost.Text("fix").ShouldContain("put the file back");
        var adopted = await project.FollowAsync(lost);
        adopted.Json.ChangedApps().ShouldBe([null, "blog", "shop", "todo"]);
        await project.ShouldBeInSyncAsync();
        (await File.ReadAllTextAsync(project.KeyFile, Ct)).ShouldNotBe(key);
        (await PostgresUrl.RefusalAsync(old, ct: Ct)).ShouldBeNull();

        // Another key: the file that is there is kept
        await File.WriteAllTextAsync(project.KeyFile, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), Ct);
        var wrong = await File.ReadAllTextAsync(project.KeyFile, Ct);
        await project.FollowAsync(await project.ErrorAsync(server, "CP4053", "status"));
        var aside = Directory.GetFiles(Path.GetDirectoryName(project.KeyFile)!, "key.lost-*").ShouldHaveSingleItem();
        (await File.ReadAllTextAsync(aside, Ct)).ShouldBe(wrong);
        File.GetUnixFileMode(project.KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        (await project.RunAsync("rotate", "--all", "--in-place", "--yes")).ShouldExit(0);
        await project.ShouldGetInAsync("blog");
        (await PostgresUrl.RefusalAsync(old, ct: Ct)).ShouldBe("28P01");
        (await project.RunAsync("restore", "shop", "--yes")).ShouldExit(0);
        (await project.RunAsync("rotate", "shop", "--in-place", "--yes")).ShouldExit(0);
        (await project.RunAsync("verify")).ShouldExit(0);
        (await TheirsAsync(server)).ShouldBe(rows);
        await neighbour.ShouldBeInSyncAsync();
        await neighbour.ShouldGetInAsync("theirs");
    }

    [Fact]
    public async Task A_key_that_comes_from_the_environment_is_the_new_one()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await project.UpAsync();
        var file = await File.ReadAllTextAsync(project.KeyFile, Ct);
        project.Environment["CARPOOL_KEY"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        await project.FollowAsync(await project.ErrorAsync(server, "CP4053", "preview"));
        (await project.RunAsync("rotate", "blog", "--in-place", "--yes")).ShouldExit(0);
        await project.ShouldGetInAsync("blog");
        (await File.ReadAllTextAsync(project.KeyFile, Ct)).ShouldBe(file, "the file is not looked at");

        // No key at all, and the stack's own row gone with it
        project.Environment["CARPOOL_KEY"] = null;
        await File.WriteAllTextAsync(project.KeyFile, "half a k", Ct);
        await server.SqlAsync("DELETE FROM carpool.stack", ct: Ct);
        (await project.RunAsync("adopt", "--all", "--new-key", "--yes")).ShouldExit(0);
        await project.ShouldBeInSyncAsync();
    }

    private static Task<IReadOnlyList<string>> TheirsAsync(TestServer server) => server.RowsAsync(
        "SELECT to_jsonb(t)::text FROM (SELECT to_jsonb(a) FROM carpool.app a WHERE stack = 'other' UNION ALL SELECT to_jsonb(l) FROM carpool.login l WHERE stack = 'other' "
        + "UNION ALL SELECT to_jsonb(s) FROM carpool.stack s WHERE name = 'other') t ORDER BY 1",
        ct: Ct);
}
