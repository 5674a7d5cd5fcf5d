using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Xunit;

namespace Carpool.IntegrationTests.BadInput;

/// <summary>An admin without the power it needs is told which, with the SQL that grants it.</summary>
public sealed class WeakAdminTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.FullVersions), MemberType = typeof(ServerMatrix))]
    public async Task Is_told_what_it_lacks(int version)
    {
        await using var server = await ServerPool.RentAsync(version, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        foreach (var power in new[] { "CREATEDB", "CREATEROLE" })
        {
            await server.SqlAsync($"ALTER ROLE steward NO{power}", ct: Ct);
            await Refusal.OfAsync(project, server, "steward", $"ALTER ROLE \"steward\" {power}");
            await server.SqlAsync($"ALTER ROLE steward {power}", ct: Ct);
        }

        await project.UpAsync();
    }
}
