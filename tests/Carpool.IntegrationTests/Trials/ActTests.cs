using System.Text.Json;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Trials;

/// <summary>What logins try in their own databases: refused on a sound cluster, found where somebody gave them too much, and never to be seen afterwards.</summary>
public sealed class ActTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<int, AdminKind> Servers => ServerMatrix.Full;

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Each_is_refused_then_found_and_nothing_is_left(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = await HoledCluster.MakeAsync(server);
        var sound = (await project.RunAsync("verify", "--json")).ShouldExit(0).Json;
        sound.At("acts", "inconclusive").GetInt32().ShouldBe(0);
        sound.At("acts", "done").GetInt32().ShouldBe(5, "one a login has to work");
        var refused = sound.At("acts", "refused").GetInt32();
        refused.ShouldBeGreaterThan(150);
        sound.At("acts", "attempted").GetInt32().ShouldBe(refused + 5);

        var holes = HoledCluster.Holes.Where(hole => hole.Since <= version).ToList();
        foreach (var (database, sql) in holes.Select(hole => (hole.Database, hole.Sql)).Distinct()) await server.SqlAsync(sql, database, Ct);
        var before = await StateAsync(server);
        var report = (await project.RunAsync("verify", "--json")).ShouldExit(4).Json;
        var messages = Messages(report, "CP6051");
        foreach (var hole in holes)
        {
            messages.ShouldContain(message => message.Contains($"Login {hole.Login} ") && message.Contains($"can {hole.Act}") && message.EndsWith($"as {hole.Role}."), $"{hole.Sql}: {hole.Act}\n{string.Join('\n', messages)}");
        }

        report.At("acts", "inconclusive").GetInt32().ShouldBe(0, report.ToString());
        Messages(report, "CP6050").ShouldBeEmpty();
        (await StateAsync(server)).ShouldBe(before, "nothing that was tried may stay");
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task What_must_work_and_does_not_is_told(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = await HoledCluster.MakeAsync(server);
        await server.SqlAsync("REVOKE CREATE ON DATABASE todo FROM todo_owner; REVOKE TEMPORARY ON DATABASE blog FROM blog_write", ct: Ct);
        await server.SqlAsync("REVOKE SELECT ON pg_catalog.pg_class FROM PUBLIC", "blog", Ct);
        var messages = Messages((await project.RunAsync("verify", "--json")).ShouldExit(4).Json, "CP6052");
        messages.Count.ShouldBe(3, string.Join('\n', messages));
        messages.ShouldContain(message => message.Contains("Login todo_app ") && message.Contains("cannot create a schema and a table"));
        messages.ShouldContain(message => message.Contains("Login blog_clerk ") && message.Contains("cannot create a temporary table"));
        messages.ShouldContain(message => message.Contains("Login blog_auditor ") && message.Contains("cannot read the catalogs"));
    }

    /// <summary>Whatever an app, or a superuser for it, has set for its sessions.</summary>
    [Theory]
    [MemberData(nameof(Servers))]
    public async Task An_apps_own_settings_do_not_matter(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = await HoledCluster.MakeAsync(server);
        foreach (var whose in (string[])["DATABASE blog", "ROLE todo_app", "ROLE blog_clerk IN DATABASE blog"])
        {
            foreach (var setting in (string[])["idle_in_transaction_session_timeout = 1", "idle_session_timeout = 1", "statement_timeout = 1", "lock_timeout = 1", "default_transaction_read_only = on",
                "default_transaction_isolation = serializable", "default_transaction_deferrable = on", "search_path = nowhere"])
            {
                await server.SqlAsync($"ALTER {whose} SET {setting}", ct: Ct);
            }
        }

        var report = (await project.RunAsync("verify", "--json")).Json;
        report.At("acts", "inconclusive").GetInt32().ShouldBe(0, report.ToString());
        report.At("acts", "done").GetInt32().ShouldBe(5, report.ToString());
        report.At("probes", "inconclusive").GetInt32().ShouldBe(0, report.ToString());
    }

    /// <summary>All of the cluster that a trial could change, but for what merely counts transactions.</summary>
    private static async Task<string> StateAsync(TestServer server) => string.Join(
        '\n',
        [
            await ClusterDigest.ReadAsync(server, Ct),
            .. await server.RowsAsync("SELECT spcname FROM pg_tablespace UNION ALL SELECT subname FROM pg_subscription UNION ALL SELECT pg_read_file('postgresql.auto.conf') ORDER BY 1", ct: Ct),
            .. await server.RowsAsync(
                "SELECT relname::text FROM pg_class UNION ALL SELECT extname FROM pg_extension UNION ALL SELECT nspname || nspacl::text FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp' UNION ALL SELECT defaclacl::text FROM pg_default_acl ORDER BY 1",
                "blog",
                Ct),
        ]);

    private static IReadOnlyList<string> Messages(JsonElement report, string code) =>
        [.. report.Items("findings").Where(finding => finding.Text("code") == code).Select(finding => finding.Text("message"))];
}
