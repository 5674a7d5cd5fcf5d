using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Shouldly;
using Xunit;

namespace Carpool.PlanetScale.Tests;

/// <summary>What fails is tried again where that is safe, and told where it is not.</summary>
public sealed class FaultTests
{
    private static readonly RoleRequest s_blog = new() { Name = "blog_app" };

    public static TheoryData<string> Faults => ["500", "502", "503", "429", "429 with Retry-After", "nothing", "truncated", "slow"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_only_reads_is_asked_again(string fault)
    {
        await using var api = new LoopbackApi((_, before) => before < 2 ? Faulty(fault, Samples.Role("r1", "x")) : Reply.Json(200, Samples.Role("r1", "x")));
        using var client = new PlanetScaleClient(api.Options with { AttemptTimeout = TimeSpan.FromMilliseconds(300) });
        (await Samples.On(client).GetRoleAsync("r1", TestContext.Current.CancellationToken))!.Id.ShouldBe("r1");
        api.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_role_is_made_again_only_where_nothing_was_done(string fault)
    {
        await using var api = new LoopbackApi((_, before) => before < 1 ? Faulty(fault, Samples.Made("r1", "blog_app")) : Reply.Json(200, Samples.Made("r2", "blog_app")));
        using var client = new PlanetScaleClient(api.Options with { AttemptTimeout = TimeSpan.FromMilliseconds(300) });
        var making = Samples.On(client).CreateRoleAsync(s_blog, TestContext.Current.CancellationToken);
        if (fault.StartsWith("429", StringComparison.Ordinal))
        {
            (await making).Id.ShouldBe("r2");
            return;
        }

        var failure = (await Should.ThrowAsync<PlanetScaleException>(making)).Failure.ShouldBeOfType<Failure.MayHaveActed>();
        failure.Action.ShouldBe("make the role 'blog_app'");
        api.Requests.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("""{"id":"r1","name":"blog_app"}""")]
    [InlineData("<html>a proxy's page</html>")]
    [InlineData("")]
    public async Task A_role_that_was_made_and_not_told_may_be_there(string body)
    {
        await using var api = new LoopbackApi((_, _) => Reply.Json(200, body));
        using var client = new PlanetScaleClient(api.Options);
        var thrown = await Should.ThrowAsync<PlanetScaleException>(() => Samples.On(client).CreateRoleAsync(s_blog, TestContext.Current.CancellationToken));
        thrown.Failure.ShouldBeOfType<Failure.MayHaveActed>().Cause.ShouldBeOfType<Failure.Malformed>();
        thrown.Message.ShouldNotContain("proxy's page");
    }

    [Fact]
    public async Task A_role_is_made_again_where_nobody_was_there()
    {
        var port = FreePort();
        var options = new PlanetScaleOptions { ApiUrl = new Uri($"http://127.0.0.1:{port}"), TokenId = "tokenid", Token = "pscale_tkn_secret", RetryDelay = TimeSpan.FromMilliseconds(2), Retries = 2 };
        var calls = 0;
        using var client = new PlanetScaleClient(options with { OnCall = _ => calls++ });
        var thrown = await Should.ThrowAsync<PlanetScaleException>(() => Samples.On(client).CreateRoleAsync(s_blog, TestContext.Current.CancellationToken));
        thrown.Failure.ShouldBe(new Failure.Unreachable($"127.0.0.1:{port}", "nothing takes connections there"));
        calls.ShouldBe(3);
    }

    [Fact]
    public async Task A_deletion_whose_answer_was_lost_is_a_deletion()
    {
        await using var api = new LoopbackApi((seen, before) => seen switch
        {
            { Method: "DELETE" } => before == 0 ? Reply.Nothing : Reply.NotFound,
            _ => Reply.Json(200, Samples.List(1, null)),
        });
        using var client = new PlanetScaleClient(api.Options);
        (await Samples.On(client).DeleteRoleAsync("r1", "blog_owner", TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_password_whose_answer_was_lost_is_set_again()
    {
        await using var api = new LoopbackApi((_, before) => before == 0 ? Reply.Json(200, Samples.Made("r1", "x")).Cut : Reply.Json(200, Samples.Made("r1", "x")));
        using var client = new PlanetScaleClient(api.Options);
        (await Samples.On(client).ResetRoleAsync("r1", TestContext.Current.CancellationToken)).Password.ShouldBe("pscale_pw_made");
        api.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_api_that_stays_broken_is_given_up()
    {
        await using var api = new LoopbackApi((_, _) => Reply.Json(500, ""));
        using var client = new PlanetScaleClient(api.Options with { Retries = 3 });
        var thrown = await Should.ThrowAsync<PlanetScaleException>(() => Samples.On(client).ListRolesAsync(TestContext.Current.CancellationToken));
        thrown.Failure.ShouldBe(new Failure.ServerFailed(500));
        api.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task An_api_that_stays_busy_is_given_up()
    {
        await using var api = new LoopbackApi((_, _) => Reply.Json(429, ""));
        using var client = new PlanetScaleClient(api.Options with { LongestDelay = TimeSpan.FromMilliseconds(10) });
        var thrown = await Should.ThrowAsync<PlanetScaleException>(() => Samples.On(client).CreateRoleAsync(s_blog, TestContext.Current.CancellationToken));
        thrown.Failure.ShouldBeOfType<Failure.Throttled>();
        api.Requests.Count.ShouldBe(7);
    }

    [Fact]
    public async Task As_long_is_waited_as_the_api_asks_and_by_everybody()
    {
        var answered = new Stopwatch();
        await using var api = new LoopbackApi((seen, before) =>
        {
            if (!seen.Path.EndsWith("/r1", StringComparison.Ordinal) || before > 0) return Reply.Json(200, Samples.Role("r1", "x"));
            answered.Start();
            return Reply.Json(429, "", "Retry-After: 1");
        });
        using var client = new PlanetScaleClient(api.Options);
        var (branch, token) = (Samples.On(client), TestContext.Current.CancellationToken);
        var first = branch.GetRoleAsync("r1", token);
        while (!answered.IsRunning) await Task.Delay(5, token);
        await Task.Delay(100, token);
        await branch.GetRoleAsync("r2", token);
        answered.Elapsed.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(950));
        await first;
    }

    [Fact]
    public async Task Who_calls_can_stop_at_any_time()
    {
        await using var api = new LoopbackApi((_, _) => Reply.Json(500, ""));
        using var client = new PlanetScaleClient(api.Options with { RetryDelay = TimeSpan.FromMinutes(1), LongestDelay = TimeSpan.FromMinutes(1) });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(200);
        await Should.ThrowAsync<OperationCanceledException>(() => Samples.On(client).ListRolesAsync(stop.Token));
    }

    private static Reply Faulty(string fault, string body) => fault switch
    {
        "429" => Reply.Json(429, ""),
        "429 with Retry-After" => Reply.Json(429, "", "Retry-After: 0"),
        "nothing" => Reply.Nothing,
        "truncated" => Reply.Json(200, body).Cut,
        "slow" => Reply.Json(200, body).Slow(TimeSpan.FromSeconds(20)),
        var status => Reply.Json(int.Parse(status), ""),
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
