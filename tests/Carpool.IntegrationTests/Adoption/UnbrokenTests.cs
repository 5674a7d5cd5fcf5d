using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Adoption;

/// <summary>An app in use does not notice that it changes hands: no login is refused and no statement fails, in sessions of before and in new ones.</summary>
public sealed class UnbrokenTests
{
    private const int Clients = 4;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task An_app_in_use_changes_hands(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        await GrownCluster.Read("owner-login").GrowAsync(server, byAdmin: kind is AdminKind.Plain, Ct);
        using var project = new TempProject(server);
        (await project.RunAsync("adopt", "--all", "--write", "carpool.yaml", "--yes")).ShouldExit(0);
        var url = server.UrlOf("blog", GrownCluster.PasswordOf("blog"), "blog");

        using var over = new CancellationTokenSource();
        await using var old = await PostgresUrl.OpenAsync(url, ct: Ct);
        var staying = WorkAsync(old, over.Token);
        Task<int>[] coming = [.. Enumerable.Range(0, Clients).Select(_ => ComeAndGoAsync(url, over.Token))];
        (await project.RunAsync("up", "--yes")).ShouldExit(0);
        await over.CancelAsync();

        (await staying).ShouldBeGreaterThan(0, "statements in a session of before");
        foreach (var client in coming) (await client).ShouldBeGreaterThan(0, "logins");
        await using var late = await PostgresUrl.OpenAsync(url, ct: Ct);
        (await late.RowsAsync("SELECT current_user, (SELECT count(*) FROM post WHERE title = 'meanwhile') > 1", Ct)).ShouldBe(["blog_owner|t"]);
    }

    private static async Task<int> WorkAsync(NpgsqlConnection session, CancellationToken over)
    {
        var done = 0;
        for (; !over.IsCancellationRequested; done++) await session.RowsAsync("INSERT INTO post (title) VALUES ('meanwhile')", Ct);
        return done;
    }

    private static async Task<int> ComeAndGoAsync(string url, CancellationToken over)
    {
        var done = 0;
        for (; !over.IsCancellationRequested; done++)
        {
            await using var session = await PostgresUrl.OpenAsync(url, ct: Ct);
            await session.RowsAsync("UPDATE post SET title = title WHERE id = 1", Ct);
        }

        return done;
    }
}
