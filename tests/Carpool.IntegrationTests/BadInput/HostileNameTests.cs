using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Formats;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.BadInput;

/// <summary>Apps with names that break whoever pastes text.</summary>
[Slow]
public sealed class HostileNameTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task Work_from_end_to_end(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("keep: {}\n" + string.Join('\n', HostileNames.All.Select(name => $"{HostileNames.Quoted(name)}: {{}}")));

        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
        (await server.DatabasesAsync(Ct)).ShouldBe([.. HostileNames.All, "keep"], ignoreOrder: true);
        var outputs = await project.OutputsAsync();
        foreach (var name in HostileNames.All)
        {
            outputs.Database(name).ShouldBe(name);
            await using var session = await PostgresUrl.OpenAsync(outputs.Direct(name), ct: Ct);
            (await session.RowsAsync("SELECT current_user, session_user, current_database()", Ct)).ShouldBe([$"{name}_owner|{name}_app|{name}"]);
            // libpq reads URLs by its own rules, so that Npgsql alone would prove little
            (await Clients.PsqlAsync([outputs.Direct(name)])).ShouldBe([$"{name}_owner|{name}_app|{name}"]);
            (await PostgresUrl.RefusalAsync(outputs.Direct(name), "keep", Ct)).ShouldBe("42501");
            (await project.RunAsync("run", name, "--", "sh", "-c", "printf %s \"$DATABASE_URL\"")).ShouldExit(0).Out.ShouldBe(outputs.Direct(name));
        }

        var verify = await project.RunAsync("verify", "--json");
        verify.ShouldExit(0).Json.At("isolated").GetBoolean().ShouldBeTrue(verify.ToString());

        foreach (var name in HostileNames.All) await server.WaitUntilNobodyInAsync(name, Ct);
        project.Declare("keep: {}");
        await project.UpAsync();
        foreach (var name in HostileNames.All) (await project.RunAsync("purge", name, "--yes")).ShouldExit(0);
        (await server.DatabasesAsync(Ct)).ShouldBe(["keep"]);
        (await server.RolesAsync(Ct)).ShouldBe(["keep_app", "keep_owner"]);
        await project.ShouldBeInSyncAsync();
    }
}
