using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Hostile;

/// <summary>A superuser made event triggers that call an app's own functions.</summary>
public sealed class EventTriggerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task No_function_of_an_app_runs_as_the_admin(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");
        await project.UpAsync();
        var isSwitchedOff = kind is AdminKind.Superuser && version >= 17;
        await server.SqlAsync(
            $"""
            SET ROLE blog_owner;
            CREATE SCHEMA spy;
            CREATE FUNCTION spy.hear() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE LOG 'the spy heard % of %', tg_event, SESSION_USER; END $$;
            ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC;
            RESET ROLE;
            CREATE EVENT TRIGGER spy ON ddl_command_end EXECUTE FUNCTION spy.hear();
            {(isSwitchedOff ? "CREATE EVENT TRIGGER porter ON login EXECUTE FUNCTION spy.hear();" : "")}
            """,
            "blog",
            Ct);
        await server.SqlAsync("CREATE SCHEMA heard", "blog", Ct);
        server.Log.ShouldContain($"the spy heard ddl_command_end of {TestServer.Bootstrap}", customMessage: "the trigger works");

        if (!isSwitchedOff)
        {
            var refused = (await project.RunAsync("up", "--yes", "--json")).ShouldExit(1);
            refused.Codes.Except(["CP2026"], StringComparer.Ordinal).ShouldBe(["CP2019"], "schema heard is a superuser's, which a plain admin is told of as well");
            refused.Json.Items("diagnostics").Single(item => item.Text("code") == "CP2019").Text("message").ShouldContain("Event trigger spy in database blog calls a function of blog_owner");
            await server.SqlAsync("ALTER EVENT TRIGGER spy DISABLE", "blog", Ct);
        }

        await project.UpAsync();
        await project.ShouldBeInSyncAsync();

        // Enabled, it still runs as whoever else comes: the next operator with psql
        var verify = (await project.RunAsync("verify", "--json")).ShouldExit(isSwitchedOff ? 4 : 0);
        verify.Json.Items("findings").Select(finding => finding.Text("code")).ShouldBe(isSwitchedOff ? ["CP6025", "CP6025"] : [], verify.ToString());
        server.Log.Split('\n').Where(line => line.Contains("the spy heard", StringComparison.Ordinal) && line.Contains($"of {server.AdminName}", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
