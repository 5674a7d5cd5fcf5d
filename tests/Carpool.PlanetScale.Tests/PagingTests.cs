using Shouldly;
using Xunit;

namespace Carpool.PlanetScale.Tests;

/// <summary>Lists are read to their end, in as few requests as it takes.</summary>
public sealed class PagingTests
{
    [Fact]
    public async Task Every_page_is_read_once()
    {
        await using var api = new LoopbackApi((seen, _) => seen.Path switch
        {
            $"{Samples.Roles}?page=1&per_page=100" => Reply.Json(200, Samples.List(1, 2, Enumerable.Range(0, 100).Select(number => Samples.Role($"a{number}", "x")))),
            $"{Samples.Roles}?page=2&per_page=100" => Reply.Json(200, Samples.List(2, 3, Enumerable.Range(0, 100).Select(number => Samples.Role($"b{number}", "x")))),
            _ => Reply.Json(200, Samples.List(3, null, Samples.Role("c", "x"))),
        });
        using var client = new PlanetScaleClient(api.Options);
        var roles = await Samples.On(client).ListRolesAsync(TestContext.Current.CancellationToken);
        roles.Count.ShouldBe(201);
        roles.Select(role => role.Id).Distinct().Count().ShouldBe(201);
        api.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_full_page_that_is_the_last_one_is_not_asked_beyond()
    {
        await using var api = new LoopbackApi((_, _) => Reply.Json(200, Samples.List(1, null, Enumerable.Range(0, 100).Select(number => Samples.Role($"a{number}", "x")))));
        using var client = new PlanetScaleClient(api.Options);
        (await Samples.On(client).ListRolesAsync(TestContext.Current.CancellationToken)).Count.ShouldBe(100);
        api.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_page_past_the_end_is_empty_and_ends_the_list()
    {
        await using var api = new LoopbackApi((seen, _) => Reply.Json(200, seen.Path.Contains("page=1&", StringComparison.Ordinal) ? Samples.List(1, 2, Samples.Role("a", "x")) : Samples.List(2, 3)));
        using var client = new PlanetScaleClient(api.Options);
        (await Samples.On(client).ListRolesAsync(TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        api.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_server_that_sends_in_circles_is_left()
    {
        await using var api = new LoopbackApi((_, _) => Reply.Json(200, Samples.List(1, 1, Samples.Role("a", "x"))));
        using var client = new PlanetScaleClient(api.Options);
        (await Samples.On(client).ListRolesAsync(TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        api.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_list_without_data_is_no_empty_list()
    {
        await using var api = new LoopbackApi((_, _) => Reply.Json(200, """{"type":"list"}"""));
        using var client = new PlanetScaleClient(api.Options);
        var thrown = await Should.ThrowAsync<PlanetScaleException>(() => Samples.On(client).ListRolesAsync(TestContext.Current.CancellationToken));
        thrown.Failure.ShouldBeOfType<Failure.Malformed>();
    }
}
