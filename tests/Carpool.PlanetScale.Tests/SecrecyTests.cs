using Shouldly;
using Xunit;

namespace Carpool.PlanetScale.Tests;

/// <summary>The token goes to its host, encrypted, and nowhere else.</summary>
public sealed class SecrecyTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task No_other_host_gets_it(int status)
    {
        await using var other = new LoopbackApi((_, _) => Reply.Json(200, Samples.Role("r1", "x")));
        await using var api = new LoopbackApi((_, _) => Reply.Json(status, "", $"Location: http://{other.Authority}/v1/here"));
        using var client = new PlanetScaleClient(api.Options);
        var thrown = await Should.ThrowAsync<PlanetScaleException>(() => Samples.On(client).GetRoleAsync("r1", TestContext.Current.CancellationToken));
        thrown.Failure.ShouldBe(new Failure.Redirected(other.Authority));
        other.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task On_the_same_host_it_follows()
    {
        await using var api = new LoopbackApi((seen, _) => seen.Path.EndsWith("/elsewhere", StringComparison.Ordinal)
            ? Reply.Json(200, Samples.Made("r1", "x"))
            : Reply.Json(308, "", "Location: /v1/elsewhere"));
        using var client = new PlanetScaleClient(api.Options);
        (await Samples.On(client).ResetRoleAsync("r1", TestContext.Current.CancellationToken)).Id.ShouldBe("r1");
        api.Requests.Select(request => request.Method).ShouldBe(["POST", "POST"]);
    }

    [Fact]
    public async Task It_does_not_follow_in_circles()
    {
        await using var api = new LoopbackApi((_, _) => Reply.Json(308, "", "Location: /v1/elsewhere"));
        using var client = new PlanetScaleClient(api.Options);
        (await Should.ThrowAsync<PlanetScaleException>(() => Samples.On(client).GetRoleAsync("r1", TestContext.Current.CancellationToken))).Failure.ShouldBeOfType<Failure.Redirected>();
        api.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task No_message_and_no_log_holds_it()
    {
        var log = new List<ApiCall>();
        await using var api = new LoopbackApi((_, _) => Reply.Json(422, """{"code":"unprocessable","message":"tokenid:pscale_tkn_secret may not"}"""));
        var options = api.Options with { OnCall = log.Add };
        using var client = new PlanetScaleClient(options);
        var thrown = await Should.ThrowAsync<PlanetScaleException>(() => Samples.On(client).DeleteRoleAsync("r1", null, TestContext.Current.CancellationToken));
        thrown.ToString().ShouldNotContain("pscale_tkn_secret");
        thrown.Failure.ToString().ShouldNotContain("pscale_tkn_secret");
        options.ToString().ShouldNotContain("pscale_tkn_secret");
        var call = log.ShouldHaveSingleItem();
        call.ShouldSatisfyAllConditions(() => call.Status.ShouldBe(422), () => call.Path.ShouldBe($"{Samples.Roles}/r1"), () => call.ToString().ShouldNotContain("pscale_tkn_secret"));
    }

    [Theory]
    [InlineData("http://api.planetscale.example/v1")]
    [InlineData("http://10.0.0.1")]
    public void It_is_not_sent_unencrypted(string address)
    {
        var options = new PlanetScaleOptions { ApiUrl = new Uri(address), TokenId = "tokenid", Token = "pscale_tkn_secret" };
        Should.Throw<PlanetScaleException>(() => new PlanetScaleClient(options)).Failure.ShouldBeOfType<Failure.Insecure>();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\r\nX-Other: b")]
    [InlineData("a b")]
    [InlineData("tökén")]
    public void What_cannot_be_a_token_is_refused_and_not_quoted(string token)
    {
        var thrown = Should.Throw<PlanetScaleException>(() => new PlanetScaleClient(new PlanetScaleOptions { TokenId = "tokenid", Token = token }));
        thrown.Failure.ShouldBeOfType<Failure.TokenRefused>();
        if (token.Length > 0) thrown.Message.ShouldNotContain(token);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("")]
    public void No_name_leads_out_of_its_place(string name)
    {
        using var client = new PlanetScaleClient(new PlanetScaleOptions { TokenId = "tokenid", Token = "pscale_tkn_secret" });
        Should.Throw<ArgumentException>(() => client.Branch("acme", name, "main"));
    }

    [Fact]
    public async Task Names_are_escaped()
    {
        await using var api = new LoopbackApi((_, _) => Reply.Json(200, Samples.Branch()));
        using var client = new PlanetScaleClient(api.Options);
        await client.Branch("acme", "a/b?c", "main#x").GetBranchAsync(TestContext.Current.CancellationToken);
        api.Requests[0].Path.ShouldBe("/v1/organizations/acme/databases/a%2Fb%3Fc/branches/main%23x");
    }
}
