using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Adoption;

/// <summary>The file that `adopt --write` writes, and when it writes none.</summary>
public sealed class WrittenManifestTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Says_what_was_found()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        foreach (var name in (string[])["limits", "nologin-owner", "quoted-names", "monitored", "settings", "owner-name-taken"]) await GrownCluster.Read(name).GrowAsync(server, byAdmin: false, Ct);
        using var project = new TempProject(server);
        (await project.RunAsync("adopt", "--all", "--write", "carpool.yaml", "--yes")).ShouldExit(0).Out.ShouldContain("Wrote carpool.yaml");
        var lines = await File.ReadAllLinesAsync(project.ManifestFile, Ct);
        string.Join('\n', lines.SkipWhile(line => line.StartsWith('#'))).Trim().ShouldBe(
            """
            stack: clown-car

            cluster:
              url: ${CARPOOL_ADMIN_URL}
              watchers: [backup, exporter]

            apps:
              'Größe 1':
                schemas: ['Odd Schema']
                roles:
                  app: { login: 'Anna O''Brien' }
                  select: { access: read, login: select }
              forum:
                owner: forum_holder
                roles:
                  owner: {}
                  reader: { access: read }
              game:
                roles:
                  app: { login: game }
              portal:
                owner: people
                schemas: [stats]
                roles:
                  app: { login: deploy }
                  web: { login: web }
              queue:
                connections: 20
                roles:
                  app: { login: queue, connections: 7 }
                  worker: { access: read, login: worker, connections: 5 }
              tuned:
                schemas: [panel]
                settings: { search_path: 'panel, public', work_mem: '8MB' }
                roles:
                  app: { login: tuned, settings: { 'my.own': 'it''s', statement_timeout: '5min' } }
            """);
    }

    [Fact]
    public async Task Is_never_written_over_another()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        await GrownCluster.Read("mission-page").GrowAsync(server, byAdmin: true, Ct);
        using var project = new TempProject(server);
        (await project.RunAsync("adopt", "blog", "--write", "carpool.yaml", "--yes")).ShouldExit(0);
        var first = await File.ReadAllTextAsync(project.ManifestFile, Ct);
        (await project.RunAsync("adopt", "todo", "--write", "carpool.yaml", "--yes", "--json")).ShouldExit(1).Codes.ShouldBe(["CP4077"]);

        // Beside a manifest that manages the cluster: written, for the user to take over; nothing comes on record
        var beside = (await project.RunAsync("adopt", "--all", "--write", "more.yaml", "--yes", "--json")).ShouldExit(0);
        beside.Json.Text("file").ShouldBe("more.yaml");
        (await File.ReadAllTextAsync(Path.Combine(project.Folder, "more.yaml"), Ct)).ShouldContain("\n  todo: {}\n");
        (await File.ReadAllTextAsync(project.ManifestFile, Ct)).ShouldBe(first);
        (await project.RunAsync("status", "--json")).Everything.ShouldNotContain("todo");
        await File.AppendAllTextAsync(project.ManifestFile, "  todo: {}\n", Ct);
        (await project.RunAsync("adopt", "todo", "--yes")).ShouldExit(0);
        (await project.RunAsync("status", "--json")).Everything.ShouldContain("todo");
    }

    [Fact]
    public async Task Of_no_database_that_cannot_be_an_apps()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        foreach (var name in (string[])["postgres", "template1", "nowhere"])
        {
            var refused = (await project.RunAsync("adopt", name, "--write", "carpool.yaml", "--yes", "--json")).ShouldExit(1);
            refused.Codes.ShouldBe(["CP2064"]);
            refused.Json.Items("diagnostics")[0].Text("message").ShouldContain(name);
        }

        (await project.RunAsync("adopt", "--all", "--write", "carpool.yaml", "--yes", "--json")).ShouldExit(1).Codes.ShouldBe(["CP2064"]);
        File.Exists(project.ManifestFile).ShouldBeFalse();
        project.Environment["CARPOOL_ADMIN_URL"] = null;
        (await project.RunAsync("adopt", "--all", "--write", "carpool.yaml", "--yes", "--json")).ShouldExit(1).Everything.ShouldContain("CARPOOL_ADMIN_URL");
        (await project.RunAsync("adopt", "--all", "--stack", "x", "--yes", "--json")).ShouldExit(64).Codes.ShouldBe(["CP4070"]);
    }

    [Fact]
    public async Task A_login_gets_a_password_by_rotation()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        await GrownCluster.Read("owner-login").GrowAsync(server, byAdmin: true, Ct);
        using var project = new TempProject(server);
        (await project.RunAsync("adopt", "--all", "--write", "carpool.yaml", "--yes")).ShouldExit(0).Everything.ShouldContain("CP2024");
        (await project.RunAsync("up", "--yes")).ShouldExit(0);
        (await project.RunAsync("outputs", "--json")).ShouldExit(1).Codes.ShouldBe(["CP2024"]);
        (await project.RunAsync("rotate", "blog", "--yes")).ShouldExit(0);
        var url = (await project.OutputsAsync()).Direct("blog");
        await using (var session = await PostgresUrl.OpenAsync(url, ct: Ct)) (await session.RowsAsync("SELECT session_user, current_user, count(*) FROM post", Ct)).ShouldBe(["blog~2|blog_owner|1"]);
        (await PostgresUrl.RefusalAsync(server.UrlOf("blog", GrownCluster.PasswordOf("blog"), "blog"), ct: Ct)).ShouldBeNull("the old one works until it is retired");
        (await project.RunAsync("rotate", "blog", "--finish", "--yes")).ShouldExit(0);
        (await project.RunAsync("verify")).ShouldExit(0);
        await project.ShouldBeInSyncAsync();
    }
}
