using System.Text.Json;

namespace Carpool.PlanetScale;

/// <summary>
/// One branch. What is looked for and positively not there is null or false; all else that fails is a <see cref="PlanetScaleException"/>.
/// A request that timed out is sent again where a second one ends as the first; where it does not, <see cref="Failure.MayHaveActed"/> says so.
/// </summary>
public sealed class PlanetScaleBranch
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private readonly ApiReading _reading;
    private readonly NotFoundProbe _probe;
    private readonly string _path;

    internal PlanetScaleBranch(ApiReading reading, string organization, string database, string branch)
    {
        (Organization, Database, Branch) = (organization, database, branch);
        (_reading, _probe) = (reading, new NotFoundProbe(reading, organization, database, branch));
        _path = _probe.BranchPath;
    }

    /// <summary>The organization's name.</summary>
    public string Organization { get; }

    /// <summary>The database's name or id.</summary>
    public string Database { get; }

    /// <summary>The branch's name or id.</summary>
    public string Branch { get; }

    /// <summary>The branch itself.</summary>
    public async Task<Branch> GetBranchAsync(CancellationToken cancellationToken)
    {
        var request = Get("", "see the branch");
        return Required(await _reading.ReadAsync(request, ApiJson.Default.Branch, Must(request), cancellationToken), request);
    }

    /// <summary>The database that it is a branch of.</summary>
    public async Task<Database> GetDatabaseAsync(CancellationToken cancellationToken)
    {
        var request = new Request(HttpMethod.Get, _probe.DatabasePath, $"see the database '{Database}'", Permissions.Database);
        return Required(await _reading.ReadAsync(request, ApiJson.Default.Database, async token => await _probe.OfDatabaseAsync(token), cancellationToken), request);
    }

    /// <summary>All logins that the API made, the default role among them once it was reset.</summary>
    public Task<IReadOnlyList<BranchRole>> ListRolesAsync(CancellationToken cancellationToken)
    {
        var request = Get("/roles", "list roles");
        return _reading.ListAsync(request, ApiJson.Default.PageBranchRole, Must(request), cancellationToken);
    }

    /// <summary>A login; null where there is none of this id.</summary>
    public Task<BranchRole?> GetRoleAsync(string id, CancellationToken cancellationToken)
    {
        var request = Get(RolePath(id), "see roles");
        return _reading.ReadAsync(request, ApiJson.Default.BranchRole, May(request, id), cancellationToken);
    }

    /// <summary>Makes a login. Its password is in this answer alone. Never sent twice where the first may have acted: look for the name in the list then.</summary>
    /// <exception cref="PlanetScaleException"><see cref="Failure.NotReady"/>, <see cref="Failure.NotPostgres"/>, <see cref="Failure.MayHaveActed"/> and so on.</exception>
    public async Task<BranchRole> CreateRoleAsync(RoleRequest role, CancellationToken cancellationToken)
    {
        var request = new Request(
            HttpMethod.Post, $"{_path}/roles", $"make the role '{role.Name}'", Permissions.MakeRoles, JsonSerializer.SerializeToUtf8Bytes(role, ApiJson.Default.RoleRequest), IsRepeatable: false);
        try
        {
            var made = Required(await _reading.ReadAsync(request, ApiJson.Default.BranchRole, Must(request), cancellationToken), request);
            return made is { Id: not null, Username: not null, Password: not null }
                ? made
                : throw ApiTransport.Failed(request, new Failure.Malformed("a new role without id, name or password"), mayHaveActed: true);
        }
        catch (PlanetScaleException e) when (e.Failure is Failure.Unprocessable)
        {
            var branch = await GetBranchAsync(cancellationToken);
            if (branch.Kind is { } kind and not "postgresql") throw new PlanetScaleException(new Failure.NotPostgres(Branch, kind), e);
            if (!branch.IsReady) throw new PlanetScaleException(new Failure.NotReady(Branch, branch.State ?? "not yet made"), e);
            throw;
        }
    }

    /// <summary>The login once it takes connections; asked for every second. Null where it is not there, as it was last seen where patience ends.</summary>
    public async Task<BranchRole?> GetReadyRoleAsync(string id, TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        for (var begun = clock.GetTimestamp(); ;)
        {
            var role = await GetRoleAsync(id, cancellationToken);
            if (role is null or { IsReady: true } || clock.GetElapsedTime(begun) >= patience) return role;
            await Task.Delay(s_look, clock, cancellationToken);
        }
    }

    /// <summary>Gives a login another display name.</summary>
    public async Task<BranchRole> RenameRoleAsync(string id, string name, CancellationToken cancellationToken)
    {
        var request = new Request(
            HttpMethod.Patch, RolePath(id), "rename roles", Permissions.MakeRoles, JsonSerializer.SerializeToUtf8Bytes(new NewName(name), ApiJson.Default.NewName));
        return Required(await _reading.ReadAsync(request, ApiJson.Default.BranchRole, Known(request, id), cancellationToken), request);
    }

    /// <summary>Deletes a login; false where it was gone already. Without a successor, one that owns something is refused.</summary>
    /// <param name="successor">The role, by its name in SQL or its id, that gets what it owns.</param>
    public Task<bool> DeleteRoleAsync(string id, string? successor, CancellationToken cancellationToken)
    {
        var query = successor is null ? "" : $"?successor={Uri.EscapeDataString(successor)}";
        var request = new Request(HttpMethod.Delete, RolePath(id) + query, "delete roles", Permissions.DeleteRoles);
        return _reading.DoAsync(request, May(request, id), cancellationToken);
    }

    /// <summary>Gives all that a login owns to another.</summary>
    public Task ReassignAsync(string id, string successor, CancellationToken cancellationToken)
    {
        var request = new Request(
            HttpMethod.Post, $"{RolePath(id)}/reassign", "give away what a role owns", Permissions.DeleteRoles, JsonSerializer.SerializeToUtf8Bytes(new Successor(successor), ApiJson.Default.Successor));
        return _reading.DoAsync(request, Known(request, id), cancellationToken);
    }

    /// <summary>A new password, in this answer alone. Sent again where an answer was lost: only the last password works then, and that is this one.</summary>
    public async Task<BranchRole> ResetRoleAsync(string id, CancellationToken cancellationToken)
    {
        var request = new Request(HttpMethod.Post, $"{RolePath(id)}/reset", "give a role a new password", Permissions.DeleteRoles, "{}"u8.ToArray());
        return Required(await _reading.ReadAsync(request, ApiJson.Default.BranchRole, Known(request, id), cancellationToken), request);
    }

    /// <summary>Lets a login live on for its time to live from now.</summary>
    public async Task<BranchRole> RenewRoleAsync(string id, CancellationToken cancellationToken)
    {
        var request = new Request(HttpMethod.Post, $"{RolePath(id)}/renew", "renew roles", Permissions.MakeRoles, "{}"u8.ToArray());
        return Required(await _reading.ReadAsync(request, ApiJson.Default.BranchRole, Known(request, id), cancellationToken), request);
    }

    /// <summary>The default role, <c>postgres</c>; null where it was never made.</summary>
    public Task<BranchRole?> GetDefaultRoleAsync(CancellationToken cancellationToken)
    {
        var request = Get("/roles/default", "see roles");
        return _reading.ReadAsync(request, ApiJson.Default.BranchRole, ListShows(request), cancellationToken);
    }

    /// <summary>Makes the default role, or gives it a new password, which cuts off whoever uses it. Never sent twice where the first may have acted.</summary>
    public async Task<BranchRole> ResetDefaultRoleAsync(CancellationToken cancellationToken)
    {
        var request = new Request(HttpMethod.Post, $"{_path}/roles/reset-default", "reset the default role", Permissions.DeleteRoles, "{}"u8.ToArray(), IsRepeatable: false);
        return Required(await _reading.ReadAsync(request, ApiJson.Default.BranchRole, Must(request), cancellationToken), request);
    }

    /// <summary>Parameters of Postgres, its pooler and its cluster manager.</summary>
    public async Task<IReadOnlyList<Parameter>> ListParametersAsync(CancellationToken cancellationToken)
    {
        var request = Get("/parameters", "see parameters");
        return Required(await _reading.ReadAsync(request, ApiJson.Default.IReadOnlyListParameter, Must(request), cancellationToken), request);
    }

    /// <summary>Asks for other values of parameters; null where they are so already.</summary>
    /// <param name="parameters">By namespace (<c>pgconf</c>, <c>pgbouncer</c>, <c>patroni</c>), then by name.</param>
    /// <exception cref="PlanetScaleException"><see cref="Failure.Unprocessable"/> with what is wrong with each.</exception>
    public Task<ChangeRequest?> ChangeParametersAsync(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> parameters, CancellationToken cancellationToken)
    {
        var request = new Request(
            HttpMethod.Patch, $"{_path}/changes", "change parameters", Permissions.Change, JsonSerializer.SerializeToUtf8Bytes(new ParameterChange(parameters), ApiJson.Default.ParameterChange));
        return _reading.ReadAsync(request, ApiJson.Default.ChangeRequest, Must(request), cancellationToken);
    }

    /// <summary>Changes that were asked for, the newest first.</summary>
    public Task<IReadOnlyList<ChangeRequest>> ListChangesAsync(CancellationToken cancellationToken)
    {
        var request = Get("/changes", "see changes");
        return _reading.ListAsync(request, ApiJson.Default.PageChangeRequest, Must(request), cancellationToken);
    }

    /// <summary>One change.</summary>
    public async Task<ChangeRequest> GetChangeAsync(string id, CancellationToken cancellationToken)
    {
        var request = Get($"/changes/{NotFoundProbe.Segment(id)}", "see changes");
        return Required(await _reading.ReadAsync(request, ApiJson.Default.ChangeRequest, Must(request), cancellationToken), request);
    }

    /// <summary>The branch's own PgBouncers.</summary>
    public Task<IReadOnlyList<Bouncer>> ListBouncersAsync(CancellationToken cancellationToken)
    {
        var request = Get("/bouncers", "see bouncers");
        return _reading.ListAsync(request, ApiJson.Default.PageBouncer, Must(request), cancellationToken);
    }

    /// <summary>The extensions that the server has, or could.</summary>
    public async Task<IReadOnlyList<Extension>> ListExtensionsAsync(CancellationToken cancellationToken)
    {
        var request = Get("/extensions", "see extensions");
        return Required(await _reading.ReadAsync(request, ApiJson.Default.IReadOnlyListExtension, Must(request), cancellationToken), request);
    }

    /// <summary>The addresses that may connect; none is that all may.</summary>
    public Task<IReadOnlyList<Cidr>> ListCidrsAsync(CancellationToken cancellationToken)
    {
        var request = new Request(HttpMethod.Get, $"{_probe.DatabasePath}/cidrs", "see which addresses may connect", Permissions.Database);
        return _reading.ListAsync(request, ApiJson.Default.PageCidr, async token => await _reading.ProbeAsync(_probe.DatabasePath, token) == System.Net.HttpStatusCode.OK
            ? new Failure.PermissionMissing(request.Action, request.AnyOf)
            : await _probe.OfDatabaseAsync(token), cancellationToken);
    }

    private string RolePath(string id) => $"{_path}/roles/{NotFoundProbe.Segment(id)}";

    private Request Get(string path, string action) => new(HttpMethod.Get, path.StartsWith(_path, StringComparison.Ordinal) ? path : _path + path, action, Permissions.Branch);

    private ApiReading.Explanation Must(Request request) => async token => await _probe.OfBranchAsync(request, token);

    /// <summary>A role that the list does not hold is gone, and nobody minds; one that it holds may not be touched.</summary>
    private ApiReading.Explanation May(Request request, string id) => async token =>
        (await ListRolesAsync(token)).Any(role => role.Id == id) ? new Failure.PermissionMissing(request.Action, request.AnyOf) : null;

    private ApiReading.Explanation Known(Request request, string id) => async token => await May(request, id)(token) ?? new Failure.NoSuchThing("role", id);

    private ApiReading.Explanation ListShows(Request request) => async token =>
        (await ListRolesAsync(token)).Any(role => role.Default is true) ? new Failure.PermissionMissing(request.Action, request.AnyOf) : null;

    private static T Required<T>(T? thing, Request request)
        where T : class => thing ?? throw ApiTransport.Failed(request, new Failure.Malformed("an empty answer"), mayHaveActed: true);
}
