using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Formats;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Branches;

/// <summary>A dedicated PgBouncer of the branch, which the manifest names.</summary>
public sealed class BouncerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pooled_strings_lead_through_the_bouncer_that_is_named()
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct);
        using var project = new TempProject();
        platform.Declare(project, "blog: {}", "api", ", bouncer: web");
        (await project.RunAsync("up", "--yes")).ShouldExit(1).Everything.ShouldContain("CP5117");
        foreach (var (name, target) in new[] { ("web", "primary"), ("jobs", "primary"), ("readers", "replica") }) await platform.AskAsync(HttpMethod.Post, "/bouncers", new { name, target }, Ct);
        foreach (var wrong in new[] { "wbe", "readers" })
        {
            platform.Declare(project, "blog: {}", "api", $", bouncer: {wrong}");
            var refused = (await project.RunAsync("up", "--yes")).ShouldExit(1).Everything;
            refused.ShouldContain("CP5117");
            refused.ShouldContain("`jobs` or `web`");
        }

        (await platform.RolesAsync(Ct)).ShouldBeEmpty();
        (await platform.CountAdminsAsync(Ct)).ShouldBe(0);

        platform.Declare(project, "blog: {}", "api", ", bouncer: web");
        await project.UpAsync();
        var outputs = await project.OutputsAsync();
        var (direct, pooled) = (outputs.Direct("blog"), outputs.Pooled("blog")!);
        direct.ShouldNotContain("%7C");
        pooled.ShouldContain("%7Cweb:");
        PostgresUrl.Parse(pooled).Username.ShouldBe($"{PostgresUrl.Parse(direct).Username}|web");
        await using (var session = await PostgresUrl.OpenAsync(pooled, ct: Ct)) (await session.RowsAsync("SELECT current_user, current_database()", Ct)).ShouldBe(["blog_owner|blog"]);
        (await Clients.NodeAsync([pooled])).ShouldBe([$"blog_owner|{(await platform.RolesAsync(Ct)).Single().Sql}|blog"]);
        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
        await project.ShouldBeInSyncAsync();
        foreach (var format in new[] { "prisma", "k8s" }) (await project.RunAsync("outputs", "blog", "--format", format, "--show-secrets")).ShouldExit(0).Out.ShouldContain("%7Cweb:");

        // It goes, and whoever is told of it is told before anything fails
        await platform.AskAsync(HttpMethod.Delete, "/bouncers/web", null, Ct);
        (await PostgresUrl.RefusalAsync(pooled, ct: Ct)).ShouldBe("28000");
        (await project.RunAsync("outputs")).ShouldExit(1).Everything.ShouldContain("Name `jobs`");
    }
}
