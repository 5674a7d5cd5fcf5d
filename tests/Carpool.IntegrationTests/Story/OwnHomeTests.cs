using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Story;

/// <summary>An admin that may not create in the maintenance database keeps the registry in a database of its own.</summary>
[Slow]
public sealed class OwnHomeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Interruptions => new()
    {
        "",
        "CREATE DATABASE carpool TEMPLATE template0 ALLOW_CONNECTIONS false OWNER steward",
        "CREATE DATABASE carpool TEMPLATE template0 OWNER steward",
    };

    [Theory]
    [MemberData(nameof(Interruptions))]
    public async Task Is_made_and_completed(string interrupted)
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        await server.SqlAsync("ALTER DATABASE postgres OWNER TO postgres", ct: Ct);
        if (interrupted.Length > 0) await server.SqlAsync(interrupted, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");
        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
        (await server.RowsAsync("SELECT count(*) FROM carpool.app", "carpool", Ct)).ShouldBe(["2"]);

        var outputs = await project.OutputsAsync();
        (await PostgresUrl.RefusalAsync(outputs.Direct("blog"), "carpool", Ct)).ShouldBe("42501");
        var verify = (await project.RunAsync("verify", "--json")).ShouldExit(0);
        verify.Json.GetProperty("open_by_platform").GetArrayLength().ShouldBe(2, "postgres and template1 are not the admin's to close");

        project.Declare("blog: {}");
        await project.UpAsync();
        (await project.RunAsync("purge", "todo", "--yes")).ShouldExit(0);
        await project.ShouldBeInSyncAsync();
    }
}
