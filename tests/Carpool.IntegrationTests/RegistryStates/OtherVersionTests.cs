using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Carpool.Registry;
using Carpool.Sql;
using Carpool.Stacks;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.RegistryStates;

/// <summary>A registry that an older or a newer Carpool made. The newer one here is this one with two more migrations.</summary>
public sealed class OtherVersionTests
{
    private static readonly int s_version = RegistryTables.Current.Version;

    private static readonly string[] s_own = [.. Enumerable.Range(1, s_version).Select(number => SqlFile.Load($"Registry.Migrations.{number:000}"))];

    private static readonly RegistryTables s_newer = new(
    [
        .. s_own,
        $"ALTER TABLE carpool.apply ADD COLUMN host pg_catalog.text;\nUPDATE carpool.version SET version = {s_version + 1}",
        $"ALTER TABLE carpool.apply ADD COLUMN author pg_catalog.text;\nUPDATE carpool.version SET version = {s_version + 2}",
    ]);

    private static readonly RegistryTables s_broken = new([.. s_own, "ALTER TABLE carpool.apply ADD COLUMN host pg_catalog.text;\nALTER TABLE carpool.nowhere ADD COLUMN host pg_catalog.text"]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_older_registry_is_read_and_the_first_run_that_writes_brings_it_up_to_date()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await project.UpAsync();

        // Read, and left as it is
        var before = await ClusterDigest.ReadAsync(server, Ct);
        await using (var stack = await OpenStack.OfAsync(project, s_newer))
        {
            var plan = await stack.PreviewAsync();
            plan.Changes.ShouldBeEmpty();
            var told = plan.Diagnostics.ShouldHaveSingleItem();
            (told.Code.Id, told.Message).ShouldBe(("CP2041", $"The registry has version {s_version}, and this Carpool writes version {s_version + 2}: the next run that changes anything brings it up to that, and older Carpools refuse it from then on."));
            (await stack.AppsAsync()).ShouldBe(["blog"]);
            (await stack.UpAsync()).Outcome.ShouldBe(RunOutcome.InSync);
        }

        (await ClusterDigest.ReadAsync(server, Ct)).ShouldBe(before);
        (await VersionAsync(server)).ShouldBe($"{s_version}|6");

        // A migration that fails leaves it as it was
        project.Declare("blog: {}\ntodo: {}");
        await using (var stack = await OpenStack.OfAsync(project, s_broken)) await Should.ThrowAsync<Diagnostics.DiagnosticException>(stack.UpAsync());
        (await VersionAsync(server)).ShouldBe($"{s_version}|6");
        (await project.OutputsAsync()).Apps.ShouldBe(["blog"]);

        await using (var stack = await OpenStack.OfAsync(project, s_newer))
        {
            (await stack.UpAsync()).Outcome.ShouldBe(RunOutcome.Applied);
            (await stack.PreviewAsync()).Diagnostics.ShouldBeEmpty();
        }

        (await VersionAsync(server)).ShouldBe($"{s_version + 2}|8");

        // From now on the older one refuses it, and the newer one is the way out
        project.Declare("blog: {}\ntodo: {}\nshop: {}");
        var refused = await project.ErrorAsync(server, "CP2021", "up", "--yes");
        (refused.Text("message"), refused.Text("fix")).ShouldBe(($"The registry has version {s_version + 2}; this Carpool knows up to {s_version}.", "Use the Carpool that made it, or a newer one."));
        foreach (var command in (string[][])[["adopt", "--all", "--yes"], ["rotate", "--all", "--in-place", "--yes"], ["outputs"]]) await project.ErrorAsync(server, "CP2021", command);
        await using (var stack = await OpenStack.OfAsync(project, s_newer)) (await stack.UpAsync()).Outcome.ShouldBe(RunOutcome.Applied);
        (await server.DatabasesAsync(Ct)).ShouldBe(["blog", "shop", "todo"]);
    }

    /// <summary>As the first version left it: apps had no groups and roles one login, and rows without more have the same seal.</summary>
    [Fact]
    public async Task A_registry_of_the_first_version_is_read_and_brought_up_to_date()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await project.UpAsync();
        await using (var admin = await server.OpenAsync("postgres", server.AdminName, Ct))
        {
            await admin.RowsAsync("ALTER TABLE carpool.app DROP COLUMN write_group, DROP COLUMN write_group_oid, DROP COLUMN read_group, DROP COLUMN read_group_oid; ALTER TABLE carpool.login DROP COLUMN standing, DROP COLUMN replaced_at; DROP TABLE carpool.canary; UPDATE carpool.version SET version = 1", Ct);
        }

        (await project.RunAsync("preview", "--json")).ShouldExit(0).Codes.ShouldBe(["CP2041"]);
        (await project.OutputsAsync()).Apps.ShouldBe(["blog"]);
        (await VersionAsync(server)).ShouldBe("1|6");
        project.Declare("blog: { roles: { app: , reader: { access: read } } }");
        await project.UpAsync();
        (await VersionAsync(server)).ShouldBe($"{s_version}|6");
        await project.ShouldBeInSyncAsync();
    }

    private static async Task<string> VersionAsync(TestServer server) => (await server.RowsAsync(
        "SELECT (SELECT version FROM carpool.version), (SELECT count(*) FROM pg_attribute WHERE attrelid = 'carpool.apply'::regclass AND attnum > 0)", ct: Ct)).Single();
}
