using Shouldly;
using Xunit;

namespace Carpool.PlanetScale.Tests;

/// <summary>Roles are made, read, changed and deleted as the API has it.</summary>
public sealed class RoleTests
{
    [Fact]
    public async Task A_role_is_made_with_its_password_and_nothing_that_was_not_asked_for()
    {
        await using var api = new LoopbackApi((_, _) => Reply.Json(200, Samples.Made("r1", "blog_app")));
        using var client = new PlanetScaleClient(api.Options);
        var role = await Samples.On(client).CreateRoleAsync(new RoleRequest { Name = "blog_app" }, TestContext.Current.CancellationToken);

        role.Password.ShouldBe("pscale_pw_made");
        role.SqlName.ShouldBe("pscale_api_r1");
        role.BranchId.ShouldBe("br4nch");
        role.ExpiresAt.ShouldBeNull();
        role.DropFailed.ShouldBeNull();
        role.CreatedAt.ShouldBe(new DateTimeOffset(2026, 7, 15, 10, 19, 23, TimeSpan.Zero));
        role.ToString().ShouldNotContain("pscale_pw_");
        var request = api.Requests.ShouldHaveSingleItem();
        request.ToString().ShouldBe($"POST {Samples.Roles}");
        request.Body.ShouldBe("""{"name":"blog_app","inherited_roles":[]}""");
        request.Headers["Authorization"].ShouldBe("tokenid:pscale_tkn_secret");
        request.Headers["Content-Type"].ShouldBe("application/json");
    }

    [Fact]
    public async Task What_was_asked_for_is_sent()
    {
        await using var api = new LoopbackApi((_, _) => Reply.Json(200, Samples.Made("r1", "carpool-admin")));
        using var client = new PlanetScaleClient(api.Options);
        await Samples.On(client).CreateRoleAsync(
            new RoleRequest { Name = "carpool-admin", InheritedRoles = ["postgres"], TtlSeconds = 3600, WithReplication = true }, TestContext.Current.CancellationToken);
        api.Requests[0].Body.ShouldBe("""{"name":"carpool-admin","inherited_roles":["postgres"],"ttl":3600,"with_replication":true}""");
    }

    [Fact]
    public async Task Every_other_call_goes_to_its_place()
    {
        await using var api = new LoopbackApi((seen, _) => seen switch
        {
            { Method: "DELETE" } => Reply.Json(204, ""),
            { Path: var path } when path.EndsWith("/reassign", StringComparison.Ordinal) => Reply.Json(204, ""),
            { Path: var path } when path.EndsWith("/parameters", StringComparison.Ordinal) => Reply.Json(200, """[{"name":"max_connections","namespace":"pgconf","value":25,"default_value":"25","min":25,"max":5000.5,"restart":true}]"""),
            { Path: var path } when path.EndsWith("/changes", StringComparison.Ordinal) => Reply.Json(200, """{"id":"c1","state":"queued","parameters":{"pgconf":{"max_connections":"50"}}}"""),
            { Path: Samples.BranchPath } => Reply.Json(200, Samples.Branch()),
            _ => Reply.Json(200, Samples.Made("r1", "blog_app")),
        });
        using var client = new PlanetScaleClient(api.Options);
        var (branch, token) = (Samples.On(client), TestContext.Current.CancellationToken);
        (await branch.GetBranchAsync(token)).Production.ShouldBe(true);
        (await branch.GetRoleAsync("r1", token))!.Name.ShouldBe("blog_app");
        await branch.RenameRoleAsync("r1", "blog_app~2", token);
        (await branch.ResetRoleAsync("r1", token)).Password.ShouldBe("pscale_pw_made");
        await branch.RenewRoleAsync("r1", token);
        await branch.ReassignAsync("r1", "blog_owner", token);
        (await branch.DeleteRoleAsync("r1", "blog owner", token)).ShouldBeTrue();
        (await branch.GetDefaultRoleAsync(token))!.Id.ShouldBe("r1");
        (await branch.ListParametersAsync(token)).ShouldHaveSingleItem().Value.ShouldBe("25");
        var change = await branch.ChangeParametersAsync(new Dictionary<string, IReadOnlyDictionary<string, string>> { ["pgconf"] = new Dictionary<string, string> { ["max_connections"] = "50" } }, token);
        change.ShouldNotBeNull().IsOver.ShouldBeFalse();

        api.Requests.Select(request => $"{request}{(request.Body is "" ? "" : $" {request.Body}")}").ShouldBe(
        [
            $"GET {Samples.BranchPath}",
            $"GET {Samples.Roles}/r1",
            $$"""PATCH {{Samples.Roles}}/r1 {"name":"blog_app~2"}""",
            $$"""POST {{Samples.Roles}}/r1/reset {}""",
            $$"""POST {{Samples.Roles}}/r1/renew {}""",
            $$"""POST {{Samples.Roles}}/r1/reassign {"successor":"blog_owner"}""",
            $"DELETE {Samples.Roles}/r1?successor=blog%20owner",
            $"GET {Samples.Roles}/default",
            $"GET {Samples.BranchPath}/parameters",
            $"PATCH {Samples.BranchPath}/changes " + """{"parameters":{"pgconf":{"max_connections":"50"}}}""",
        ]);
    }

    [Fact]
    public async Task A_change_that_changes_nothing_is_none()
    {
        await using var api = new LoopbackApi((_, _) => Reply.Json(204, ""));
        using var client = new PlanetScaleClient(api.Options);
        (await Samples.On(client).ChangeParametersAsync(new Dictionary<string, IReadOnlyDictionary<string, string>>(), TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task A_role_is_waited_for_until_it_is_ready()
    {
        await using var api = new LoopbackApi((_, before) => Reply.Json(200, Samples.Role("r1", "blog_app").Replace("\"ready\":true", before == 0 ? "\"ready\":false" : "\"ready\":true", StringComparison.Ordinal)));
        using var client = new PlanetScaleClient(api.Options);
        var role = await Samples.On(client).GetReadyRoleAsync("r1", TimeSpan.FromSeconds(30), TimeProvider.System, TestContext.Current.CancellationToken);
        role!.IsReady.ShouldBeTrue();
        api.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(false, "postgresql", typeof(Failure.NotReady))]
    [InlineData(true, "mysql", typeof(Failure.NotPostgres))]
    [InlineData(true, "postgresql", typeof(Failure.Unprocessable))]
    public async Task A_role_that_is_refused_is_explained_by_the_branch(bool ready, string kind, Type failure)
    {
        await using var api = new LoopbackApi((seen, _) =>
            seen.Method == "POST" ? Reply.Json(422, """{"code":"unprocessable","message":"No."}""") : Reply.Json(200, Samples.Branch(ready, kind)));
        using var client = new PlanetScaleClient(api.Options);
        var thrown = await Should.ThrowAsync<PlanetScaleException>(() => Samples.On(client).CreateRoleAsync(new RoleRequest { Name = "blog_app" }, TestContext.Current.CancellationToken));
        thrown.Failure.ShouldBeOfType(failure);
    }

    [Fact]
    public async Task What_the_api_says_of_each_parameter_is_told()
    {
        await using var api = new LoopbackApi((_, _) => Reply.Json(422, """{"errors":[{"namespace":"pgconf","name":"max_connections","errors":["Value must be less than or equal to 100"]}]}"""));
        using var client = new PlanetScaleClient(api.Options);
        var thrown = await Should.ThrowAsync<PlanetScaleException>(() =>
            Samples.On(client).ChangeParametersAsync(new Dictionary<string, IReadOnlyDictionary<string, string>>(), TestContext.Current.CancellationToken));
        thrown.Message.ShouldBe("PlanetScale refuses pgconf.max_connections (Value must be less than or equal to 100)");
    }

    [Fact]
    public async Task A_role_that_still_owns_something_is_refused_in_the_apis_words()
    {
        await using var api = new LoopbackApi((_, _) => Reply.Json(422, """{"code":"unprocessable","message":"Role is still referenced and cannot be dropped."}"""));
        using var client = new PlanetScaleClient(api.Options);
        var thrown = await Should.ThrowAsync<PlanetScaleException>(() => Samples.On(client).DeleteRoleAsync("r1", null, TestContext.Current.CancellationToken));
        thrown.Message.ShouldBe("PlanetScale refuses: Role is still referenced and cannot be dropped.");
        api.Requests.ShouldHaveSingleItem();
    }
}
