using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Local;

/// <summary>A new password reaches the local pooler with the run that gave it.</summary>
public sealed class LocalRotationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_pooler_knows_a_new_password_and_refuses_the_old_one()
    {
        await using var local = await LocalProject.UpAsync("blog");
        var project = local.Project;
        var old = (await project.OutputsAsync()).Pooled("blog").ShouldNotBeNull();
        await ShouldGetInAsync(old);

        (await project.RunAsync("rotate", "blog", "--in-place", "--yes")).ShouldExit(0);

        await ShouldGetInAsync((await project.OutputsAsync()).Pooled("blog")!);
        (await PostgresUrl.RefusalAsync(old, ct: Ct)).ShouldNotBeNull();
    }

    private static async Task ShouldGetInAsync(string url)
    {
        await using var session = await PostgresUrl.OpenAsync(url, ct: Ct);
        (await session.RowsAsync("SELECT current_user", Ct)).ShouldBe(["blog_owner"]);
    }
}
