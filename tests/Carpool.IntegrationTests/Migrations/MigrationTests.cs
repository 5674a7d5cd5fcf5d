using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Migrations;

/// <summary>
/// Migration tools, run by `carpool run` as people run them, take an app's database for a cluster of their own, and leave it to its owner.
/// </summary>
public sealed class MigrationTests
{
    /// <summary>The access that a login may have to migrate its app.</summary>
    private static readonly string[] s_access = ["app", "migrate"];
    private static readonly string[] s_quick = ["drizzle", "alembic"];

    private const string Refusal = "permission denied for database \"todo\"";

    /// <summary>At quick depth two tools, as who migrates alone; else each as both logins, on 15, where it is tested, and on the newest.</summary>
    public static TheoryData<string, string, int> Runs => TestDepth.Current is TestDepth.Quick
        ? new(from tool in s_quick select (tool, "migrate", ServerMatrix.Newest))
        : new(from tool in MigrationTool.All from access in s_access from version in ServerMatrix.SmokeVersions where version.Data == 15 || version.Data == ServerMatrix.Newest select (tool.Name, access, version.Data));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task A_tool_migrates_once_for_the_owner_and_reaches_no_neighbour(string name, string access, int version)
    {
        var tool = MigrationTool.Named(name);
        await using var server = await ServerPool.RentAsync(version, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Environment["CARPOOL_ADMIN_URL"] += "?sslmode=disable"; // dbmate insists on TLS unless it is told that there is none
        await tool.PrepareAsync(project);
        project.Declare($"blog: {{ roles: {{ deploy: {{ access: {access} }} }} }}\ntodo: {{}}");
        await project.UpAsync();

        (await RunAsync(project, tool.Command)).ShouldExit(0);
        var owners = await DatabaseDigest.OwnersAsync(server, "blog", Ct);
        owners.Keys.ShouldBe(tool.Makes.Concat(owners.Keys).Distinct(StringComparer.Ordinal), ignoreOrder: true);
        owners.Where(item => item.Value != "blog_owner").ShouldBeEmpty();

        var migrated = await DatabaseDigest.ReadAsync(server, "blog", Ct);
        (await RunAsync(project, tool.Command)).ShouldExit(0);
        (await DatabaseDigest.ReadAsync(server, "blog", Ct)).ShouldBe(migrated);

        var neighbour = await DatabaseDigest.ReadAsync(server, "todo", Ct);
        server.Log.ShouldNotContain(Refusal);
        var refused = await RunAsync(project, $"PGDATABASE=todo DATABASE_URL=${{DATABASE_URL%/*}}/todo {tool.Command}");
        refused.ExitCode.ShouldNotBe(0, refused.ToString());
        server.Log.ShouldContain(Refusal); // drizzle-kit fails without a word
        (await DatabaseDigest.ReadAsync(server, "todo", Ct)).ShouldBe(neighbour);

        await project.ShouldBeInSyncAsync();
    }

    [Fact]
    public void The_guide_has_each_command_as_it_is_tried_here()
    {
        var guide = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs", "guide", "migrations.md"));
        foreach (var tool in MigrationTool.All) guide.ShouldContain($"$ carpool run blog -- {tool.Command}\n");
    }

    private static Task<CarpoolResult> RunAsync(TempProject project, string command) =>
        project.RunAsync(["run", "blog", "--", "sh", "-c", command], input: null, TimeSpan.FromMinutes(2));
}
