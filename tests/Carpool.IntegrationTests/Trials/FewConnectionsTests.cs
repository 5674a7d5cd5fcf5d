using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Trials;

/// <summary>A login that is turned away for any other reason than the wall proves nothing, and is never called refused.</summary>
public sealed class FewConnectionsTests
{
    private static readonly Dictionary<string, string> s_few = new(StringComparer.Ordinal) { ["max_connections"] = "10" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<int, AdminKind> Servers => ServerMatrix.Full;

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task One_that_is_free_is_enough_and_none_is_said(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, s_few, Ct);
        using var project = await HoledCluster.MakeAsync(server);
        await server.SqlAsync("CREATE ROLE hog LOGIN; GRANT CONNECT ON DATABASE postgres TO hog", ct: Ct);
        await using var hogs = new Hogs(server);

        // Ten, less three for superusers, one for the admin's first session and the one that is left
        await hogs.TakeAsync(5, Ct);
        var paced = (await project.RunAsync("verify", "--json")).Json;
        paced.At("probes", "inconclusive").GetInt32().ShouldBe(0, paced.ToString());
        paced.At("probes", "own").GetInt32().ShouldBe(5);

        await hogs.TakeAsync(1, Ct);
        (await project.RunAsync("verify", "--json")).ShouldExit(4).Everything.ShouldContain("CP6002");
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task The_logins_own_limit_is_named(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: { roles: { app: { connections: 1 } } }\ntodo: {}");
        await project.UpAsync();
        (await project.RunAsync("verify", "--exhaustive")).ShouldExit(0);

        var url = (await project.OutputsAsync()).Direct("blog");
        await using (await PostgresUrl.OpenAsync(url, ct: Ct))
        {
            var report = (await project.RunAsync("verify", "--json")).ShouldExit(4).Json;
            report.At("isolated").GetBoolean().ShouldBeFalse();
            report.At("probes", "inconclusive").GetInt32().ShouldBeGreaterThanOrEqualTo(3);
            var findings = report.Items("findings").Where(finding => finding.Text("code") == "CP6002").Select(finding => finding.Text("message")).ToList();
            findings.ShouldAllBe(message => message.Contains("blog_app") && message.Contains("CONNECTION LIMIT"));
        }
    }

    [Fact]
    public async Task A_dead_server_is_never_isolated()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = await HoledCluster.MakeAsync(server);
        await server.StopAsync("INT", Ct);
        (await project.RunAsync("verify", "--json")).ShouldExit(1).Everything.ShouldNotContain("\"isolated\":true");
    }

    /// <summary>Somebody who has connections and does nothing with them.</summary>
    private sealed class Hogs(TestServer server) : IAsyncDisposable
    {
        private readonly List<NpgsqlConnection> _sessions = [];

        public async Task TakeAsync(int count, CancellationToken ct)
        {
            for (var taken = 0; taken < count; taken++) _sessions.Add(await server.OpenAsync("postgres", "hog", ct));
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var session in _sessions) await session.DisposeAsync();
        }
    }
}
