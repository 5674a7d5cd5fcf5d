using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Migrations;

/// <summary>No app may create databases: a tool that wants a second one gets a second app, and cannot take the first one for it.</summary>
[Slow]
public sealed class SecondDatabaseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.SmokeVersions), MemberType = typeof(ServerMatrix))]
    public async Task Djangos_tests_run_in_an_app_of_their_own_and_in_no_other(int version)
    {
        await using var server = await ServerPool.RentAsync(version, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        await MigrationTool.Named("django").PrepareAsync(project);
        project.Declare("blog: {}\nblog_test: {}");
        await project.UpAsync();

        for (var run = 1; run <= 2; run++) (await TestAsync(project, "blog_test", "--keepdb")).ShouldExit(0).Err.ShouldContain("Ran 1 test");
        (await DatabaseDigest.OwnersAsync(server, "blog_test", Ct)).Values.Distinct(StringComparer.Ordinal).ShouldBe(["blog_test_owner"]);

        var untouched = await DatabaseDigest.ReadAsync(server, "blog", Ct);
        (await TestAsync(project, "blog", "--keepdb")).ShouldExit(1).Err.ShouldContain("permission denied for database \"blog_test\"");
        (await TestAsync(project, "blog", "--noinput")).ExitCode.ShouldNotBe(0);
        (await DatabaseDigest.ReadAsync(server, "blog", Ct)).ShouldBe(untouched);
        await project.ShouldBeInSyncAsync();
    }

    [Theory]
    [InlineData("dbmate", "dbmate create")]
    [InlineData("dbmate", "dbmate drop")]
    [InlineData("entity-framework", "dotnet Blog.dll drop")]
    public async Task What_makes_or_drops_databases_is_refused(string name, string command)
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Environment["CARPOOL_ADMIN_URL"] += "?sslmode=disable";
        await MigrationTool.Named(name).PrepareAsync(project);
        project.Declare("blog: {}");
        await project.UpAsync();
        (await project.RunAsync(["run", "blog", "--", .. command.Split(' ')])).ExitCode.ShouldNotBe(0);
        server.Log.ShouldContain("permission denied for database \"postgres\"");
        await project.ShouldBeInSyncAsync();
    }

    [Fact]
    public async Task A_shadow_database_is_an_app_whose_url_goes_along()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\nblog_shadow: {}");
        await project.UpAsync();
        var outputs = await project.OutputsAsync();

        project.Environment["SHADOW_DATABASE_URL"] = (await project.RunAsync("outputs", "blog_shadow", "--format", "url", "--show-secrets")).ShouldExit(0).Out.TrimEnd();
        (await project.RunAsync("run", "blog", "--", "printenv", "DATABASE_URL", "SHADOW_DATABASE_URL")).ShouldExit(0).Out
            .ShouldBe($"{outputs.Direct("blog")}\n{outputs.Direct("blog_shadow")}\n");
        (await PostgresUrl.RefusalAsync(outputs.Direct("blog_shadow"), "blog", Ct)).ShouldBe("42501");

        // How such a database is emptied
        await using var shadow = await PostgresUrl.OpenAsync(outputs.Direct("blog_shadow"), ct: Ct);
        await shadow.RowsAsync("CREATE TABLE old (id int); DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE new (id int)", Ct);
        await project.ShouldBeInSyncAsync();
    }

    private static Task<CarpoolResult> TestAsync(TempProject project, string app, string option) => project.RunAsync("run", app, "--", "python3", "manage.py", "test", option);
}
