using Shouldly;
using Xunit;

namespace Carpool.PlanetScale.Tests;

/// <summary>A 404 is not "gone" until something around it answers; each cause has a failure of its own.</summary>
public sealed class NotFoundTests
{
    private const string Organizations = "/v1/organizations";
    private const string Databases = "/v1/organizations/acme/databases";
    private const string Branches = "/v1/organizations/acme/databases/cars/branches";

    [Fact]
    public async Task A_role_that_the_list_does_not_hold_is_gone()
    {
        await using var api = Api((Samples.Roles, Samples.List(1, null, Samples.Role("r2", "x"))));
        using var client = new PlanetScaleClient(api.Options);
        (await Samples.On(client).GetRoleAsync("r1", TestContext.Current.CancellationToken)).ShouldBeNull();
        (await Samples.On(client).DeleteRoleAsync("r1", null, TestContext.Current.CancellationToken)).ShouldBeFalse();
        (await FailureOf(api, branch => branch.RenameRoleAsync("r1", "y", TestContext.Current.CancellationToken))).ShouldBe(new Failure.NoSuchThing("role", "r1"));
    }

    [Fact]
    public async Task A_role_that_the_list_holds_may_not_be_deleted_by_this_token()
    {
        await using var api = Api((Samples.Roles, Samples.List(1, null, Samples.Role("r1", "x"))));
        var failure = await FailureOf(api, branch => branch.DeleteRoleAsync("r1", null, TestContext.Current.CancellationToken));
        failure.ShouldBeOfType<Failure.PermissionMissing>().AnyOf.ShouldBe(["delete_branch_password", "delete_production_branch_password"]);
    }

    [Fact]
    public async Task The_default_role_was_never_made_where_the_list_has_none()
    {
        await using var api = Api((Samples.Roles, Samples.List(1, null, Samples.Role("r1", "x"))));
        using var client = new PlanetScaleClient(api.Options);
        (await Samples.On(client).GetDefaultRoleAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task A_branch_that_can_be_seen_lacks_the_permission()
    {
        await using var api = Api((Samples.BranchPath, Samples.Branch()));
        var failure = await FailureOf(api, branch => branch.CreateRoleAsync(new RoleRequest { Name = "x" }, TestContext.Current.CancellationToken));
        failure.ShouldBeOfType<Failure.PermissionMissing>().AnyOf.ShouldBe(["create_branch_password", "create_production_branch_password"]);
        (await FailureOf(api, branch => branch.ChangeParametersAsync(new Dictionary<string, IReadOnlyDictionary<string, string>>(), TestContext.Current.CancellationToken)))
            .ShouldBeOfType<Failure.PermissionMissing>().AnyOf.ShouldBe(["write_database"]);
    }

    [Fact]
    public async Task A_wrong_branch_is_named_with_those_that_there_are()
    {
        await using var api = Api((Branches, Samples.List(1, null, """{"id":"b1","name":"production"}""")));
        var thrown = await Should.ThrowAsync<PlanetScaleException>(async () => await Ask(api, branch => branch.ListRolesAsync(TestContext.Current.CancellationToken)));
        thrown.Failure.ShouldBeOfType<Failure.NoSuchBranch>();
        thrown.Message.ShouldBe("The database 'cars' has no branch 'main', only 'production'");
    }

    [Fact]
    public async Task A_branch_that_the_list_holds_lacks_the_permission_to_see_it()
    {
        await using var api = Api((Branches, Samples.List(1, null, """{"id":"b1","name":"main"}""")));
        (await FailureOf(api, branch => branch.GetBranchAsync(TestContext.Current.CancellationToken))).ShouldBeOfType<Failure.PermissionMissing>().AnyOf.ShouldBe(["read_branch"]);
    }

    [Fact]
    public async Task A_database_without_its_branches_lacks_the_permission_to_see_them()
    {
        await using var api = Api(("/v1/organizations/acme/databases/cars", """{"id":"d1","name":"cars","kind":"postgresql"}"""));
        (await FailureOf(api, branch => branch.ListRolesAsync(TestContext.Current.CancellationToken))).ShouldBeOfType<Failure.PermissionMissing>().AnyOf.ShouldBe(["read_branch"]);
    }

    [Fact]
    public async Task A_wrong_database_is_named_with_those_that_there_are()
    {
        await using var api = Api((Databases, Samples.List(1, null, """{"id":"d1","name":"bikes"}""")));
        (await FailureOf(api, branch => branch.ListRolesAsync(TestContext.Current.CancellationToken))).ShouldBeOfType<Failure.NoSuchDatabase>().Visible.ShouldBe(["bikes"]);
    }

    [Fact]
    public async Task A_wrong_organization_is_named_with_those_that_there_are()
    {
        await using var api = Api((Organizations, Samples.List(1, null, """{"id":"o1","name":"acme-inc"}""")));
        (await FailureOf(api, branch => branch.ListRolesAsync(TestContext.Current.CancellationToken))).ShouldBeOfType<Failure.NoSuchOrganization>().Visible.ShouldBe(["acme-inc"]);
    }

    [Fact]
    public async Task An_organization_without_a_database_in_sight_leaves_two_causes()
    {
        await using var api = Api((Organizations, Samples.List(1, null, """{"id":"o1","name":"acme"}""")));
        var failure = (await FailureOf(api, branch => branch.ListRolesAsync(TestContext.Current.CancellationToken))).ShouldBeOfType<Failure.NotVisible>();
        failure.ShouldSatisfyAllConditions(() => failure.Name.ShouldBe("cars"), () => failure.AnyOf.ShouldBe(["read_database"]));
    }

    [Fact]
    public async Task A_token_that_sees_nothing_is_none()
    {
        await using var api = Api();
        (await FailureOf(api, branch => branch.ListRolesAsync(TestContext.Current.CancellationToken))).ShouldBeOfType<Failure.TokenRefused>();
        await using var strict = new LoopbackApi((_, _) => Reply.Json(401, """{"code":"unauthorized","message":"Unauthorized"}"""));
        (await FailureOf(strict, branch => branch.ListRolesAsync(TestContext.Current.CancellationToken))).ShouldBe(new Failure.TokenRefused("Unauthorized"));
    }

    [Fact]
    public async Task What_is_forbidden_names_the_permission()
    {
        await using var api = new LoopbackApi((_, _) => Reply.Json(403, """{"code":"forbidden","message":"Forbidden"}"""));
        var thrown = await Should.ThrowAsync<PlanetScaleException>(async () => await Ask(api, branch => branch.ReassignAsync("r1", "y", TestContext.Current.CancellationToken)));
        thrown.Message.ShouldBe("The service token may not give away what a role owns: it needs one of the permissions delete_branch_password, delete_production_branch_password");
    }

    /// <summary>Answers these reads by their path without its query, and all else with 404.</summary>
    private static LoopbackApi Api(params (string Path, string Body)[] readable) => new((seen, _) =>
        seen.Method == "GET" && readable.FirstOrDefault(one => one.Path == seen.Path.Split('?')[0]) is { Body: { } body } ? Reply.Json(200, body) : Reply.NotFound);

    private static async Task Ask(LoopbackApi api, Func<PlanetScaleBranch, Task> call)
    {
        using var client = new PlanetScaleClient(api.Options);
        await call(Samples.On(client));
    }

    private static async Task<Failure> FailureOf(LoopbackApi api, Func<PlanetScaleBranch, Task> call) => (await Should.ThrowAsync<PlanetScaleException>(() => Ask(api, call))).Failure;
}
