using System.Globalization;
using Carpool.Emulator.Branches;
using Carpool.Emulator.Http;
using Carpool.Emulator.State;
using Npgsql;

namespace Carpool.Emulator.Api;

/// <summary>From a request to its answer: who asks, how often, for what, and what should go wrong with it.</summary>
internal sealed class PlatformApi(StateFile file, BranchSet branches, Switches switches, EmulatorClock clock) : IDisposable
{
    private readonly RateLimit _limit = new(switches.RequestsPerMinute, clock);
    private readonly BranchesApi _branchesApi = new(file, branches, clock);
    private readonly CidrsApi _cidrs = new(file, clock);
    private readonly Controls _controls = new(file, clock);

    // One request at a time: the state is one file
    private readonly SemaphoreSlim _gate = new(1);

    public async Task<ApiAnswer> AnswerAsync(ApiRequest request, CancellationToken ct)
    {
        if (request.Path is ["emulator", ..]) return await GuardAsync(request, token => Task.FromResult(token.Permissions is null ? _controls.Answer(request) : throw ApiException.NotFound()), ct);
        var fault = _controls.Meet(request);
        if (fault?.Status is { } status) return Failed(status);
        if (_limit.Take() is { } wait) return TooMany(wait);
        var answer = await GuardAsync(request, token => RouteAsync(request, token, ct), ct);
        return fault is null ? answer : answer with { Mishap = fault.Mishap };
    }

    /// <summary>Does what time alone brings about.</summary>
    public async Task PassTimeAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            foreach (var branch in branches.All)
            {
                try
                {
                    await branch.Roles.PassTimeAsync(ct);
                    await branch.Changes.PassTimeAsync(ct);
                }
                catch (NpgsqlException)
                {
                    // Full, or on its way up again: the next tick tries once more
                }
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<ApiAnswer> GuardAsync(ApiRequest request, Func<TokenState, Task<ApiAnswer>> route, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            return await route(TokenOf(request));
        }
        catch (ApiException e)
        {
            return e.Answer;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // These words help whoever reads them here; the platform's own answer is not known
            return new ApiException(500, "internal_error", e.Message).Answer;
        }
        finally
        {
            _gate.Release();
        }
    }

    private TokenState TokenOf(ApiRequest request)
    {
        var given = request.Headers.GetValueOrDefault("authorization") ?? "";
        var token = file.Current.Tokens.FirstOrDefault(token => given == $"{token.Id}:{token.Token}" || given == $"Bearer {token.Token}");
        return token ?? throw (switches.BadTokenStatus == 404 ? ApiException.NotFound() : ApiException.Unauthorized());
    }

    private Task<ApiAnswer> RouteAsync(ApiRequest request, TokenState token, CancellationToken ct)
    {
        var state = file.Current;
        return (request.Method, request.Path) switch
        {
            ("GET", ["v1", "organizations"]) => Done(Page.Of(request, [state], BranchJson.Organization, hasTotals: false)),
            (_, ["v1", "organizations", var organization, ..]) when organization != state.Organization && organization != state.OrganizationId => throw ApiException.NotFound(),
            ("GET", [_, _, _]) => Permit(Permissions.ReadOrganization, () => Done(new(200, BranchJson.Organization(state)))),
            ("GET", [_, _, _, "databases"]) => Permit(Permissions.ReadDatabase, () => Done(Page.Of(request, [state], BranchJson.Database))),
            (_, [_, _, _, "databases", var database, ..]) when database != state.Database && database != state.DatabaseId => throw ApiException.NotFound(),
            ("GET", [_, _, _, _, _]) => Permit(Permissions.ReadDatabase, () => Done(new(200, BranchJson.Database(state)))),
            ("GET", [_, _, _, _, _, "branches"]) => Permit(Permissions.ReadBranch, () => Done(Page.Of(request, state.Branches, branch => BranchJson.Write(state, branch)))),
            ("GET", [_, _, _, _, _, "branches", var name]) => Permit(Permissions.ReadBranch, () => Done(new(200, BranchJson.Write(state, Find(name))))),
            ("POST", [_, _, _, _, _, "branches"]) => Permit(Permissions.CreateBranch, () => _branchesApi.CreateAsync(request, ct)),
            ("DELETE", [_, _, _, _, _, "branches", var name]) => Permit(Permissions.DeleteBranch, () => _branchesApi.DeleteAsync(Find(name), ct)),
            (_, [_, _, _, _, _, "branches", var name, "parameters" or "extensions" or "changes" or "resizes" or "bouncers", ..]) => RouteBranchAsync(request, request.Path[7..], () => branches[Find(name).Id], Permit, ct),
            (_, [_, _, _, _, _, "cidrs", .. var rest]) => RouteCidr(request, rest, Permit),
            (_, [_, _, _, _, _, "branches", var name, "roles", .. var rest]) => RouteRoleAsync(request, rest, () => branches[Find(name).Id].Roles, Permit, ct),
            _ => throw ApiException.NotFound(),
        };

        BranchState Find(string name) => state.Branches.FirstOrDefault(branch => branch.Name == name || branch.Id == name) ?? throw ApiException.NotFound();

        // A permission that is missing looks like a thing that is
        Task<ApiAnswer> Permit(IReadOnlyList<string> anyOf, Func<Task<ApiAnswer>> act) =>
            token.Permissions is null || token.Permissions.Intersect(anyOf, StringComparer.Ordinal).Any() ? act() : throw ApiException.NotFound();
    }

    private static Task<ApiAnswer> RouteRoleAsync(
        ApiRequest request, string[] rest, Func<RolesApi> roles, Func<IReadOnlyList<string>, Func<Task<ApiAnswer>>, Task<ApiAnswer>> permit, CancellationToken ct) => (request.Method, rest) switch
        {
            ("GET", []) => permit(Permissions.ReadBranch, () => Done(roles().List(request))),
            ("POST", []) => permit(Permissions.CreateRole, () => roles().CreateAsync(request, ct)),
            ("GET", ["default"]) => permit(Permissions.ReadBranch, () => Done(roles().GetDefault())),
            ("POST", ["reset-default"]) => permit(Permissions.DeleteRole, () => roles().ResetDefaultAsync(ct)),
            ("GET", [var id]) => permit(Permissions.ReadBranch, () => Done(roles().Get(id))),
            ("PATCH", [var id]) => permit(Permissions.CreateRole, () => roles().UpdateAsync(id, request, ct)),
            ("DELETE", [var id]) => permit(Permissions.DeleteRole, () => roles().DeleteAsync(id, request, ct)),
            ("POST", [var id, "reassign"]) => permit(Permissions.DeleteRole, () => roles().ReassignAsync(id, request, ct)),
            ("POST", [var id, "renew"]) => permit(Permissions.CreateRole, () => roles().RenewAsync(id, ct)),
            ("POST", [var id, "reset"]) => permit(Permissions.DeleteRole, () => roles().ResetAsync(id, ct)),
            _ => throw ApiException.NotFound(),
        };

    private static Task<ApiAnswer> RouteBranchAsync(
        ApiRequest request, string[] rest, Func<Branch> branch, Func<IReadOnlyList<string>, Func<Task<ApiAnswer>>, Task<ApiAnswer>> permit, CancellationToken ct) => (request.Method, rest) switch
        {
            ("GET", ["parameters"]) => permit(Permissions.ReadBranch, () => branch().Parameters.ListAsync(ct)),
            ("GET", ["extensions"]) => permit(Permissions.ReadBranch, () => branch().Parameters.ListExtensionsAsync(ct)),
            ("GET", ["changes"]) => permit(Permissions.ReadBranch, () => Done(branch().Changes.List(request))),
            ("PATCH", ["changes"]) => permit(Permissions.WriteDatabase, () => branch().Changes.UpsertAsync(request, ct)),
            ("GET", ["changes", var id]) => permit(Permissions.ReadBranch, () => Done(branch().Changes.Get(id))),
            ("DELETE", ["changes" or "resizes"]) => permit(Permissions.WriteDatabase, () => Done(branch().Changes.Cancel())),
            ("GET", ["bouncers"]) => permit(Permissions.ReadBranch, () => Done(branch().Bouncers.List(request))),
            ("POST", ["bouncers"]) => permit(Permissions.WriteDatabase, () => Done(branch().Bouncers.Create(request))),
            ("GET", ["bouncers", var name]) => permit(Permissions.ReadBranch, () => Done(branch().Bouncers.Get(name))),
            ("DELETE", ["bouncers", var name]) => permit(Permissions.WriteDatabase, () => Done(branch().Bouncers.Delete(name))),
            _ => throw ApiException.NotFound(),
        };

    private Task<ApiAnswer> RouteCidr(ApiRequest request, string[] rest, Func<IReadOnlyList<string>, Func<Task<ApiAnswer>>, Task<ApiAnswer>> permit) => (request.Method, rest) switch
    {
        ("GET", []) => permit(Permissions.ReadDatabase, () => Done(_cidrs.List(request))),
        ("POST", []) => permit(Permissions.WriteDatabase, () => Done(_cidrs.Create(request))),
        ("GET", [var id]) => permit(Permissions.ReadDatabase, () => Done(_cidrs.Get(id))),
        ("PATCH", [var id]) => permit(Permissions.WriteDatabase, () => Done(_cidrs.Update(id, request))),
        ("DELETE", [var id]) => permit(Permissions.WriteDatabase, () => Done(_cidrs.Delete(id))),
        _ => throw ApiException.NotFound(),
    };

    private ApiAnswer Failed(int status) => status == 429 ? TooMany(TimeSpan.FromSeconds(1)) : new ApiException(status, "internal_error", "An error that was asked for").Answer;

    private ApiAnswer TooMany(TimeSpan wait) =>
        switches.SendsRetryAfter ? ApiException.TooMany().Answer with { Headers = [new("Retry-After", Math.Ceiling(wait.TotalSeconds).ToString("0", CultureInfo.InvariantCulture))] } : ApiException.TooMany().Answer;

    private static Task<ApiAnswer> Done(ApiAnswer answer) => Task.FromResult(answer);
}
