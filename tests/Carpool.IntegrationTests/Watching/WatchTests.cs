using System.Net;
using System.Net.Sockets;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Watching;

/// <summary>`carpool watch` as a supervisor runs it: it sees what opens and what closes, survives the server, and ends when it is told to.</summary>
public sealed class WatchTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.FullVersions), MemberType = typeof(ServerMatrix))]
    public async Task A_hole_is_seen_when_it_opens_and_when_it_is_closed(int version)
    {
        await using var server = await ServerPool.RentAsync(version, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");
        await project.UpAsync();

        await using var watch = await WatchProcess.StartAsync(project, "--every", "1s");
        (await watch.EventAsync("verified", Ct)).At("isolated").GetBoolean().ShouldBeTrue(watch.Everything);
        (await watch.GetAsync("/healthz", Ct)).ShouldBe((HttpStatusCode.OK, "ok\n"));
        var (status, metrics) = await watch.GetAsync("/metrics", Ct);
        status.ShouldBe(HttpStatusCode.OK);
        metrics.ShouldContain("carpool_isolated 1\n");
        metrics.ShouldContain("carpool_probes{outcome=\"own\"} 2\n");
        (await watch.GetAsync("/", Ct)).Status.ShouldBe(HttpStatusCode.NotFound);

        // A round reads at several moments: which of the events comes first is open
        var open = watch.Lines.Count;
        await server.SqlAsync("GRANT CONNECT ON DATABASE blog TO PUBLIC", ct: Ct);
        (await watch.EventAsync("opened", Ct, open)).Items("diagnostics")[0].Text("code").ShouldStartWith("CP6");
        (await watch.EventAsync("drift", Ct, open)).At("change").Text("name").ShouldContain("blog");
        await watch.EventAsync(line => line.Text("event") == "verified" && !line.At("isolated").GetBoolean() && line.At("drift_changes").GetInt32() == 1, "not isolated", Ct, open);
        (await watch.GetAsync("/metrics", Ct)).Text.ShouldContain("carpool_isolated 0\n");
        (await watch.GetAsync("/healthz", Ct)).Status.ShouldBe(HttpStatusCode.OK, "the watch itself is well");

        var closed = watch.Lines.Count;
        await server.SqlAsync("REVOKE CONNECT ON DATABASE blog FROM PUBLIC", ct: Ct);
        await watch.EventAsync("closed", Ct, closed);
        await watch.EventAsync("drift_gone", Ct, closed);
        await watch.EventAsync(line => line.Text("event") == "verified" && line.At("isolated").GetBoolean() && line.At("drift_changes").GetInt32() == 0, "isolated", Ct, closed);

        (await watch.EndAsync("TERM", Ct)).ShouldBe(0);
        watch.Lines.Last().Text("event").ShouldBe("ended");
        var opened = watch.Lines.Where(line => line.Text("event") == "opened").Select(line => line.Items("diagnostics")[0].Text("message")).ToList();
        opened.ShouldBeUnique();
        opened.ShouldContain(message => message.Contains("blog", StringComparison.Ordinal), watch.Everything);
        watch.Lines.Count(line => line.Text("event") == "closed").ShouldBe(opened.Count, watch.Everything);
        foreach (var line in watch.Lines) line.At("format_version").GetInt32().ShouldBe(1);
        watch.Everything.Contains(server.AdminPassword, StringComparison.Ordinal).ShouldBeFalse("a secret was printed");
    }

    [Fact]
    public async Task It_goes_on_while_the_server_is_gone()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await project.UpAsync();
        await using var watch = await WatchProcess.StartAsync(project, "--every", "1s");
        await watch.EventAsync("verified", Ct);

        await server.StopAsync("INT", Ct);
        await watch.EventAsync("failed", Ct);
        (await watch.GetAsync("/healthz", Ct)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await watch.GetAsync("/metrics", Ct)).Text.ShouldContain("carpool_isolated 0\n");
        await server.ComeBackAsync(Ct);
        await watch.EventAsync("recovered", Ct);
        (await watch.GetAsync("/healthz", Ct)).Status.ShouldBe(HttpStatusCode.OK);
        (await watch.EndAsync("INT", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task What_does_not_hold_at_the_begin_ends_it()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        (await project.RunAsync("watch", "--baseline", "none.yaml")).ShouldExit(1).Err.ShouldContain("CP6060");
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        (await project.RunAsync("watch", "--listen", $"{taken.LocalEndpoint}", "--json")).ShouldExit(1).Codes.ShouldBe(["CP4101"]);
    }

    [Fact]
    public async Task It_answers_on_IPv6_and_to_no_nonsense()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6 && File.Exists("/proc/net/if_inet6") && new FileInfo("/proc/net/if_inet6").Exists && (await File.ReadAllTextAsync("/proc/net/if_inet6", Ct)).Length > 0, "missing: IPv6");
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await using var watch = await WatchProcess.StartAsync(project, "--every", "1h", "--listen", "[::1]:0");
        watch.Address.ShouldStartWith("[::1]:");
        (await watch.SendAsync("nonsense\r\n\r\n", Ct)).ShouldBeEmpty();
        (await watch.SendAsync("POST /metrics HTTP/1.1\r\n\r\n", Ct)).ShouldStartWith("HTTP/1.1 405 ");
        (await watch.SendAsync("HEAD /metrics HTTP/1.1\r\n\r\n", Ct)).ShouldEndWith("\r\n\r\n");
        (await watch.SendAsync($"GET /{new string('x', 20_000)} HTTP/1.1\r\n\r\n", Ct)).ShouldBeEmpty();
        (await watch.GetAsync("/metrics?x=1", Ct)).Status.ShouldBe(HttpStatusCode.OK);
        (await watch.EndAsync("TERM", Ct)).ShouldBe(0);
    }
}
