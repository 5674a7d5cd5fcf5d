using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Carpool.Manifest;
using Carpool.Registry;
using Carpool.Sql;
using Carpool.Stacks;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.RegistryStates;

/// <summary>A registry that an older or a newer Carpool made. The newer one here is this one with two more migrations.</summary>
public sealed class OtherVersionTests
{
    private static readonly IReadOnlySet<string> s_nothing = new HashSet<string>(StringComparer.Ordinal);

    private static readonly RegistryTables s_newer = new(
    [
        SqlFile.Load("Registry.Migrations.001"),
        "ALTER TABLE carpool.apply ADD COLUMN host pg_catalog.text;\nUPDATE carpool.version SET version = 2",
        "ALTER TABLE carpool.apply ADD COLUMN author pg_catalog.text;\nUPDATE carpool.version SET version = 3",
    ]);

    private static readonly RegistryTables s_broken = new([SqlFile.Load("Registry.Migrations.001"), "ALTER TABLE carpool.apply ADD COLUMN host pg_catalog.text;\nALTER TABLE carpool.nowhere ADD COLUMN host pg_catalog.text"]);

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
        await using (var stack = await OpenAsync(project, s_newer))
        {
            var plan = await stack.PreviewAsync(s_nothing, triesCredentials: false, Ct);
            plan.Changes.ShouldBeEmpty();
            var told = plan.Diagnostics.ShouldHaveSingleItem();
            (told.Code.Id, told.Message).ShouldBe(("CP2041", "The registry has version 1, and this Carpool writes version 3: the next run that changes anything brings it up to that, and older Carpools refuse it from then on."));
            (await stack.ReadOutputsAsync(Ct)).Apps.ShouldHaveSingleItem();
            (await UpAsync(stack)).Outcome.ShouldBe(RunOutcome.InSync);
        }

        (await ClusterDigest.ReadAsync(server, Ct)).ShouldBe(before);
        (await VersionAsync(server)).ShouldBe("1|6");

        // A migration that fails leaves it as it was
        project.Declare("blog: {}\ntodo: {}");
        await using (var stack = await OpenAsync(project, s_broken)) await Should.ThrowAsync<Diagnostics.DiagnosticException>(UpAsync(stack));
        (await VersionAsync(server)).ShouldBe("1|6");
        (await project.OutputsAsync()).Apps.ShouldBe(["blog"]);

        await using (var stack = await OpenAsync(project, s_newer))
        {
            (await UpAsync(stack)).Outcome.ShouldBe(RunOutcome.Applied);
            (await stack.PreviewAsync(s_nothing, triesCredentials: false, Ct)).Diagnostics.ShouldBeEmpty();
        }

        (await VersionAsync(server)).ShouldBe("3|8");

        // From now on the older one refuses it, and the newer one is the way out
        project.Declare("blog: {}\ntodo: {}\nshop: {}");
        var refused = await project.ErrorAsync(server, "CP2021", "up", "--yes");
        (refused.Text("message"), refused.Text("fix")).ShouldBe(("The registry has version 3; this Carpool knows up to 1.", "Use the Carpool that made it, or a newer one."));
        foreach (var command in (string[][])[["adopt", "--all", "--yes"], ["rotate", "--all", "--in-place", "--yes"], ["outputs"]]) await project.ErrorAsync(server, "CP2021", command);
        await using (var stack = await OpenAsync(project, s_newer)) (await UpAsync(stack)).Outcome.ShouldBe(RunOutcome.Applied);
        (await server.DatabasesAsync(Ct)).ShouldBe(["blog", "shop", "todo"]);
    }

    private static async Task<string> VersionAsync(TestServer server) => (await server.RowsAsync(
        "SELECT (SELECT version FROM carpool.version), (SELECT count(*) FROM pg_attribute WHERE attrelid = 'carpool.apply'::regclass AND attnum > 0)", ct: Ct)).Single();

    private static Task<RunReport> UpAsync(Stack stack) => stack.UpAsync(
        new RunOptions(s_nothing, s_nothing, Parallel: 1, TimeSpan.FromSeconds(10), (_, _) => Task.FromResult(true), new Unheard<RunProgress>()), Ct);

    private static Task<Stack> OpenAsync(TempProject project, RegistryTables tables)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["CARPOOL_ADMIN_URL"] = project.Environment["CARPOOL_ADMIN_URL"]! };
        var manifest = ManifestLoader.Load(project.ManifestFile, variables).Value!;
        return Stack.OpenAsync(manifest, new StackEnvironment(variables, new Sessions.SilentLog(), new Unheard<string>(), TimeProvider.System) { Tables = tables }, Ct);
    }

    private sealed class Unheard<T> : IProgress<T>
    {
        public void Report(T value)
        {
        }
    }
}
