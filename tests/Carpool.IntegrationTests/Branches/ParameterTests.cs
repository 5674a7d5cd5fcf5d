using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Branches;

/// <summary>A branch's parameters: `doctor` looks at them, `platform set` has them changed.</summary>
public sealed class ParameterTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_branch_that_is_too_small_is_made_to_fit()
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct);
        using var project = new TempProject();
        platform.Declare(project, "shop: { connections: 20 }\nblog: { connections: 10 }");
        var unfit = (await project.RunAsync("doctor", "--json")).ShouldExit(4).Json;
        unfit.Items("checks").Single(check => check.Text("code") == "CP7001").Text("fix").ShouldContain("`carpool platform set max_connections=");

        var set = (await project.RunAsync("platform", "set", "max_connections=60", "--yes", "--json")).ShouldExit(0).Json;
        set.Text("state").ShouldBe("completed");
        set.Items("parameters").ShouldHaveSingleItem().At("restarts_server").GetBoolean().ShouldBeTrue();
        (await platform.RowsAsync("SELECT current_setting('max_connections')", Ct)).ShouldBe(["60"]);
        (await project.RunAsync("doctor", "--json")).ShouldExit(0);

        (await project.RunAsync("platform", "set", "max_connections=60", "--yes")).ShouldExit(0).Out.ShouldContain("Nothing to change");
        (await project.RunAsync("platform", "set", "max_conections=60", "--yes")).ShouldExit(1).Err.ShouldContain("CP5120");
        (await project.RunAsync("platform", "set", "max_connections=60")).ShouldExit(64);
    }
}
