using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Concurrency;

/// <summary>Two people press the button at the same time.</summary>
public sealed class ConcurrentRunTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task Two_runs_of_one_project_make_one_state(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");

        var runs = await Task.WhenAll(project.RunAsync("up", "--yes", "--json"), project.RunAsync("up", "--yes", "--json"));

        foreach (var run in runs) run.ShouldExit(0);
        (await server.DatabasesAsync(Ct)).ShouldBe(["blog", "todo"]);
        var outputs = await project.OutputsAsync();
        foreach (var app in outputs.Apps) (await PostgresUrl.RefusalAsync(outputs.Direct(app), ct: Ct)).ShouldBeNull(app);
        await project.ShouldBeInSyncAsync();
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task Two_stacks_share_a_cluster_and_leave_each_other_alone(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var first = new TempProject(server);
        using var second = new TempProject(server);
        first.Declare("blog: {}");
        second.Write("stack: other\ncluster: {url: \"${CARPOOL_ADMIN_URL}\"}\napps: [todo]\n");

        var runs = await Task.WhenAll(first.RunAsync("up", "--yes"), second.RunAsync("up", "--yes"));

        foreach (var run in runs) run.ShouldExit(0);
        await first.ShouldBeInSyncAsync();
        await second.ShouldBeInSyncAsync();
        (await PostgresUrl.RefusalAsync((await first.OutputsAsync()).Direct("blog"), "todo", Ct)).ShouldBe("42501");
        (await PostgresUrl.RefusalAsync((await second.OutputsAsync()).Direct("todo"), "blog", Ct)).ShouldBe("42501");

        second.Write("stack: other\ncluster: {url: \"${CARPOOL_ADMIN_URL}\"}\napps: [todo, blog]\n");
        (await second.RunAsync("up", "--yes")).ShouldExit(1).Everything.ShouldContain("blog");
        await first.ShouldBeInSyncAsync();
    }

    /// <summary>A killed client's statement goes on at the server: here, one that would make the very role that the next run makes.</summary>
    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task What_a_killed_run_left_on_the_server_is_ended(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        var settings = PostgresUrl.Parse(server.AdminUrl);
        settings.ApplicationName = "carpool lane";
        await using var leftover = new NpgsqlConnection(settings.ConnectionString);
        await leftover.OpenAsync(Ct);
        await leftover.RowsAsync("BEGIN; CREATE ROLE blog_app LOGIN", Ct);

        await project.UpAsync();

        await Should.ThrowAsync<NpgsqlException>(() => leftover.RowsAsync("COMMIT", Ct));
        await project.ShouldBeInSyncAsync();
    }
}
