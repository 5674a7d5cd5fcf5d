using Carpool.IntegrationTests.BadInput;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Plans;

/// <summary>Whatever changed that a plan is about, the plan is refused before anything is done.</summary>
[Slow]
public sealed class SavedPlanMisfitTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task Every_change_to_an_app_of_the_plan_voids_it(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        await server.SqlAsync("CREATE ROLE stranger LOGIN", ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");
        await project.UpAsync("--allow", "CP3002");
        project.Declare("blog: { connections: 5 }\ntodo: {}");
        await SavedPlanStoryTests.SaveAsync(project);

        foreach (var (change, back, word) in new[]
        {
            ("ALTER ROLE blog_app INHERIT", "ALTER ROLE blog_app NOINHERIT", "from.inherits was false and is true"),
            ("ALTER ROLE blog_app CONNECTION LIMIT 9", "ALTER ROLE blog_app CONNECTION LIMIT -1", "from.connection_limit was null and is 9"),
            ("ALTER ROLE blog_owner LOGIN", "ALTER ROLE blog_owner NOLOGIN", "role blog_owner is to be updated as well"),
            ("GRANT CONNECT ON DATABASE blog TO stranger", "REVOKE CONNECT ON DATABASE blog FROM stranger", "stranger is to be deleted as well"),
            ("REVOKE CONNECT ON DATABASE blog FROM blog_app", "GRANT CONNECT ON DATABASE blog TO blog_app", "blog_app is to be created as well"),
            ("GRANT blog_owner TO stranger", "REVOKE blog_owner FROM stranger", "membership stranger in blog_owner"),
            ("ALTER ROLE blog_app IN DATABASE blog SET role = 'stranger'", "ALTER ROLE blog_app IN DATABASE blog SET role = 'blog_owner'", "setting role of blog_app"),
            ("ALTER DATABASE blog CONNECTION LIMIT 7", "ALTER DATABASE blog CONNECTION LIMIT -1", "database blog is to be updated no more"),
        })
        {
            // As the admin: a grant by somebody else would be another grant
            var asAdmin = change.Contains("CONNECT ON", StringComparison.Ordinal) ? $"SET ROLE {server.AdminName}; " : "";
            await server.SqlAsync($"{asAdmin}{change}", ct: Ct);
            await RefusedAsync(server, project, "CP2030", word);
            await server.SqlAsync($"{asAdmin}{back}", ct: Ct);
        }

        await project.UpAsync("plan.json");
        await project.ShouldBeInSyncAsync();
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task So_does_a_database_or_a_role_that_is_another(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");
        await project.UpAsync();
        project.Declare("blog: {}");
        await SavedPlanStoryTests.SaveAsync(project);

        await server.SqlAsync("ALTER DATABASE todo RENAME TO kept", ct: Ct);
        await server.SqlAsync($"CREATE DATABASE todo OWNER {server.AdminName}", ct: Ct);
        await server.SqlAsync("REVOKE ALL ON DATABASE todo FROM PUBLIC", ct: Ct);
        await RefusedAsync(server, project, "CP2003", "todo");
        await server.SqlAsync("DROP DATABASE todo", ct: Ct);
        await RefusedAsync(server, project, "CP2030", "todo");
        await server.SqlAsync("ALTER DATABASE kept RENAME TO todo", ct: Ct);

        await server.SqlAsync("ALTER ROLE todo_app RENAME TO kept", ct: Ct);
        await RefusedAsync(server, project, "CP2030", "todo");
        await server.SqlAsync("ALTER ROLE kept RENAME TO todo_app", ct: Ct);
        await project.UpAsync("plan.json");
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task So_does_another_run_on_its_apps(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");
        await SavedPlanStoryTests.SaveAsync(project);
        project.Declare("blog: {}");
        await project.UpAsync();
        await RefusedAsync(server, project, "CP2030", "blog");

        // The registry's record alone
        project.Declare("blog: { connections: 5 }");
        await SavedPlanStoryTests.SaveAsync(project);
        project.Declare("blog: { protect: true }");
        await project.UpAsync();
        await RefusedAsync(server, project, "CP2030", "is_protected was false and is true");

        // The same names, another database
        project.Declare("blog: {}");
        await project.UpAsync();
        project.Declare("blog: { connections: 5 }");
        await SavedPlanStoryTests.SaveAsync(project);
        project.Declare("todo: {}");
        await project.UpAsync();
        project.Declare("blog: {}");
        await project.UpAsync("--allow", "CP3005");
        await RefusedAsync(server, project, "CP2030", "logins[0].oid was");
    }

    [Fact]
    public async Task So_does_a_change_to_what_is_shared_where_the_plan_touches_it()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await SavedPlanStoryTests.SaveAsync(project);
        await server.SqlAsync("REVOKE TEMPORARY ON DATABASE postgres FROM PUBLIC", ct: Ct);
        await RefusedAsync(server, project, "CP2030", "shared databases");
        await server.SqlAsync("GRANT TEMPORARY ON DATABASE postgres TO PUBLIC", ct: Ct);
        await server.SqlAsync($"ALTER DATABASE template1 OWNER TO {server.AdminName}", ct: Ct);
        await RefusedAsync(server, project, "CP2030", "template1");
    }

    [Fact]
    public async Task A_file_that_is_not_just_what_was_written_is_refused()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await SavedPlanStoryTests.SaveAsync(project);
        var file = SavedPlanStoryTests.PlanOf(project);
        var text = await File.ReadAllTextAsync(file, Ct);

        foreach (var (changed, code) in new[]
        {
            (text.Replace("blog_app", "root_app", StringComparison.Ordinal), "CP4085"),
            (text.Replace("\n", "\r\n", StringComparison.Ordinal), "CP4085"),
            (text + "\n", "CP4085"),
            (text.Replace("\"format_version\": 1", "\"format_version\": 2", StringComparison.Ordinal), "CP4086"),
            (text[..^20], "CP4084"),
            ("", "CP4084"),
        })
        {
            await File.WriteAllTextAsync(file, changed, Ct);
            await RefusedAsync(server, project, code, "plan.json");
        }

        File.Delete(file);
        await RefusedAsync(server, project, "CP4084", "no such file");
        await File.WriteAllTextAsync(file, text, Ct);
        project.Environment["CARPOOL_KEY"] = Convert.ToBase64String(new byte[32]);
        await RefusedAsync(server, project, "CP4087", "another key");
        project.Environment["CARPOOL_KEY"] = null;
        project.Write((await File.ReadAllTextAsync(project.ManifestFile, Ct)).Replace("clown-car", "other", StringComparison.Ordinal));
        await RefusedAsync(server, project, "CP2032", "clown-car");
        File.Delete(project.KeyFile);
        await RefusedAsync(server, project, "CP4051", "key");
        File.Exists(project.KeyFile).ShouldBeFalse();
    }

    private static async Task RefusedAsync(TestServer server, TempProject project, string code, string word)
    {
        var before = await ClusterDigest.ReadAsync(server, Ct);
        var run = await project.RunAsync("up", "plan.json", "--yes", "--json");
        Refusal.ErrorOf(run);
        run.Json.Items("diagnostics").Any(item => item.Text("code") == code && item.Text("message").Contains(word, StringComparison.Ordinal)).ShouldBeTrue($"{code} {word}\n{run}");
        (await ClusterDigest.ReadAsync(server, Ct)).ShouldBe(before);
    }
}
