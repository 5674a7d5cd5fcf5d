using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Access;

/// <summary>What each access is good for, tried by real logins: on what was there before they came, and on what came after.</summary>
public sealed class AccessLevelTests
{
    private static readonly string[] Roles = ["app", "mover", "clerk", "auditor"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task Each_login_may_do_what_its_access_says_and_nothing_else(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("shop: {}\nblog: {}");
        await project.UpAsync();
        var before = await project.OutputsAsync();
        await MakeAsync(before.Direct("shop"), "before");
        await server.SqlAsync(Shop.ForeignTable("before"), "shop", Ct);

        project.Declare(Shop.AllRoles);
        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
        var outputs = await project.OutputsAsync();
        outputs.Direct("shop", "app").ShouldBe(before.Direct("shop"), "the credential that was there works on");
        await MakeAsync(outputs.Direct("shop", "mover"), "after");
        await project.ShouldBeInSyncAsync();

        var wrong = new List<string>();
        foreach (var role in Roles)
        {
            await using var session = await PostgresUrl.OpenAsync(outputs.Direct("shop", role), ct: Ct);
            foreach (var (act, may) in Shop.Acts("before").Concat(Shop.Acts("after")).Append(Shop.ReadForeignTable("before")))
            {
                var refusal = await Shop.RefusalAsync(session, act, Ct);
                var isAllowed = may.Split(' ').Contains(role, StringComparer.Ordinal);
                if (refusal != (isAllowed ? null : "42501")) wrong.Add($"{role}: {act}: {refusal ?? "allowed"}");
            }
        }

        wrong.ShouldBeEmpty();
        (await server.RowsAsync("SELECT DISTINCT pg_get_userbyid(refobjid) FROM pg_shdepend WHERE deptype = 'o' AND dbid = (SELECT oid FROM pg_database WHERE datname = 'shop')", ct: Ct)).ShouldBe(["shop_owner"]);
        (await project.RunAsync("verify", "--json")).ShouldExit(0);
    }

    /// <summary>The owner itself keeps all that there is: a migrator that drops its role has nothing.</summary>
    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task A_migrator_that_drops_its_role_can_make_nothing_and_go_nowhere(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare(Shop.AllRoles);
        await project.UpAsync();
        var outputs = await project.OutputsAsync();
        await MakeAsync(outputs.Direct("shop", "mover"), "after");
        await using var mover = await PostgresUrl.OpenAsync(outputs.Direct("shop", "mover"), ct: Ct);
        await mover.RowsAsync("SET ROLE NONE", Ct);
        (await mover.RowsAsync("SELECT current_user", Ct)).ShouldBe(["shop_mover"]);
        foreach (var act in new[] { "CREATE SCHEMA s", "CREATE TEMPORARY TABLE t ()", "CREATE TABLE after.t ()", "SELECT * FROM after.item", "CREATE PUBLICATION p", "SET ROLE blog_owner" })
        {
            (await Shop.RefusalAsync(mover, act, Ct)).ShouldBe("42501", act);
        }

        foreach (var database in new[] { "blog", "postgres", "template1" })
        {
            foreach (var role in Roles)
            {
                var isOpenByPlatform = kind is AdminKind.Plain && database == "template1";
                (await PostgresUrl.RefusalAsync(outputs.Direct("shop", role), database, Ct)).ShouldBe(isOpenByPlatform ? null : "42501", $"{role} in {database}");
            }
        }
    }

    private static async Task MakeAsync(string url, string schema)
    {
        await using var session = await PostgresUrl.OpenAsync(url, ct: Ct);
        await session.RowsAsync(Shop.Objects(schema), Ct);
    }
}
