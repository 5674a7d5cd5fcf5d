using Carpool.Diagnostics;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.RegistryStates;

/// <summary>Carpool makes its tables in one transaction; by hand half of them can go all the same.</summary>
public sealed class HalfWrittenTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly string[] s_halves =
    [
        "DROP SCHEMA carpool CASCADE; SET ROLE steward; CREATE SCHEMA carpool",
        "DROP TABLE carpool.apply",
        "DROP TABLE carpool.version",
        "DELETE FROM carpool.version",
        "INSERT INTO carpool.version VALUES (0)",
        "ALTER TABLE carpool.version DROP COLUMN version",
        "ALTER TABLE carpool.login DROP COLUMN seal",
        "ALTER TABLE carpool.login ALTER password TYPE text",
        "ALTER TABLE carpool.stack DROP CONSTRAINT stack_pkey",
    ];

    [Fact]
    public async Task Each_half_is_named_dropped_and_adopted_anew()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");

        // Before anything of the stack is there
        await server.SqlAsync("CREATE SCHEMA carpool AUTHORIZATION steward", ct: Ct);
        await server.FollowSqlAsync(await project.ErrorAsync(server, "CP2040", "up", "--yes"));
        await project.UpAsync();
        await using (var stack = await OpenStack.OfAsync(project))
        {
            foreach (var half in s_halves)
            {
                await server.SqlAsync(half, ct: Ct);
                var error = await stack.ErrorAsync("CP2040");
                await Should.ThrowAsync<DiagnosticException>(stack.AdoptAsync(error.Fix!), "what is left is not written to");
                await server.SqlAsync("DROP SCHEMA carpool CASCADE", ct: Ct);
                await stack.AdoptAsync(error.Fix!);
                (await stack.PreviewAsync()).Changes.ShouldBeEmpty(half);
            }
        }

        (await project.RunAsync("rotate", "--all", "--in-place", "--yes")).ShouldExit(0);
        (await project.RunAsync("verify")).ShouldExit(0);
    }
}
