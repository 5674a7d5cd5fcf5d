using Carpool.Credentials;
using Carpool.Emulator.Branches;
using Carpool.Emulator.Http;
using Carpool.Emulator.State;
using Carpool.State;
using Npgsql;

namespace Carpool.Emulator.Api;

/// <summary>The roles of one branch.</summary>
internal sealed class RolesApi(StateFile file, string branchId, BranchRoles roles, RoleJson json, Switches switches, TimeProvider clock)
{
    /// <summary>What a role may inherit; none of the customer's own roles is among it.</summary>
    private static readonly string[] Inheritable =
    [
        "pg_checkpoint", "pg_create_subscription", "pg_maintain", "pg_monitor", "pg_read_all_data", "pg_read_all_settings", "pg_read_all_stats",
        "pg_signal_backend", "pg_stat_scan_tables", "pg_use_reserved_connections", "pg_write_all_data", "postgres",
    ];

    private BranchState Branch => file.Current.Branches.First(branch => branch.Id == branchId);

    private DateTimeOffset Now => clock.GetUtcNow();

    public ApiAnswer List(ApiRequest request)
    {
        IEnumerable<RoleState> shown = Branch.Roles.OrderBy(role => role.CreatedAt).ThenBy(role => role.Id, StringComparer.Ordinal);
        if (request.Query.TryGetValue("q", out var q)) shown = shown.Where(role => role.Name.Contains(q, StringComparison.Ordinal) || $"{role.BaseUsername}.{branchId}".Contains(q, StringComparison.Ordinal));
        if (request.Query.TryGetValue("status", out var status))
        {
            shown = status switch
            {
                "active" => shown.Where(role => !role.IsExpired),
                "renewable" => shown.Where(role => role.Ttl is not null),
                "disabled" => shown.Where(role => role.DisabledAt is not null),
                "expired" => shown.Where(role => role.IsExpired),
                _ => shown,
            };
        }

        return Page.Of(request, [.. shown], role => json.Write(Branch, role));
    }

    public ApiAnswer Get(string id) => Shown(Find(id));

    public ApiAnswer GetDefault() => Shown(Branch.Roles.FirstOrDefault(role => role.IsDefault) ?? throw ApiException.NotFound());

    public async Task<ApiAnswer> CreateAsync(ApiRequest request, CancellationToken ct)
    {
        var inherited = request.Texts("inherited_roles") ?? [];
        if (inherited.FirstOrDefault(role => !Inheritable.Contains(role, StringComparer.Ordinal)) is { } unknown) throw ApiException.Invalid($"inherited_roles: {unknown} is not a valid role");
        var withReplication = request.Flag("with_replication") ?? false;
        if (withReplication && !inherited.Contains("postgres", StringComparer.Ordinal)) throw ApiException.Unprocessable("with_replication requires inherited_roles to include postgres");
        var name = request.Text("name") ?? $"role-{PublicId.Create()[..6]}";
        RefuseTaken(name, null);
        var ttl = request.Number("ttl") is > 0 and var seconds ? seconds : (int?)null;
        var (password, now, readyAfter) = (NewPassword(), Now, TimeSpan.FromSeconds(switches.ReadyAfterSeconds));
        var role = new RoleState
        {
            Id = PublicId.Create(),
            Name = name,
            BaseUsername = $"pscale_api_{PublicId.Create()}",
            CreatedAt = now,
            UpdatedAt = now,
            Ttl = ttl,
            ExpiresAt = ttl is { } life ? now.AddSeconds(life) : null,
            IsReady = readyAfter == TimeSpan.Zero,
            ReadyAt = now + readyAfter,
            WithReplication = withReplication,
            InheritedRoles = inherited,
            RequireWhereOnDelete = Word(request, "require_where_on_delete") ?? "off",
            RequireWhereOnUpdate = Word(request, "require_where_on_update") ?? "off",
        };
        await roles.CreateAsync(new(role.BaseUsername), password, inherited, withReplication, role.IsReady, ct);
        await ApplyWordsAsync(role, ct);
        file.Change(branchId, branch => branch with { Roles = [.. branch.Roles, role] });
        return Shown(role, password);
    }

    public async Task<ApiAnswer> UpdateAsync(string id, ApiRequest request, CancellationToken ct)
    {
        var role = Find(id);
        var name = request.Text("name") ?? role.Name;
        if (name != role.Name) RefuseTaken(name, id);
        var updated = role with
        {
            Name = name,
            RequireWhereOnDelete = Word(request, "require_where_on_delete") ?? role.RequireWhereOnDelete,
            RequireWhereOnUpdate = Word(request, "require_where_on_update") ?? role.RequireWhereOnUpdate,
            UpdatedAt = Now,
        };
        await ApplyWordsAsync(updated, ct);
        return Keep(updated);
    }

    public async Task<ApiAnswer> DeleteAsync(string id, ApiRequest request, CancellationToken ct)
    {
        var role = Find(id);
        if (role.IsDefault) throw ApiException.Unprocessable("The default role cannot be deleted.");
        var successor = request.Query.TryGetValue("successor", out var named) && named.Length > 0 ? named : request.Text("successor");
        var name = new RoleName(role.BaseUsername);
        if (await roles.ExistsAsync(name, ct))
        {
            try
            {
                await roles.DropAsync(name, successor is null ? null : await SuccessorAsync(successor, role, ct), ct);
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DependentObjectsStillExist)
            {
                throw ApiException.Unprocessable("Role is still referenced and cannot be dropped.");
            }
        }

        file.Change(branchId, branch => branch with { Roles = [.. branch.Roles.Where(other => other.Id != id)] });
        return ApiAnswer.NoContent;
    }

    public async Task<ApiAnswer> ReassignAsync(string id, ApiRequest request, CancellationToken ct)
    {
        var role = Find(id);
        var successor = request.Text("successor") ?? throw ApiException.Invalid("successor is required");
        await roles.ReassignAsync(new(role.BaseUsername), await SuccessorAsync(successor, role, ct), ct);
        return ApiAnswer.NoContent;
    }

    public async Task<ApiAnswer> ResetAsync(string id, CancellationToken ct)
    {
        var role = Find(id) with { UpdatedAt = Now };
        var password = NewPassword();
        if (switches.ResetRenames && !role.IsDefault)
        {
            var renamed = role with { BaseUsername = $"pscale_api_{PublicId.Create()}" };
            await roles.RenameAsync(new(role.BaseUsername), new(renamed.BaseUsername), ct);
            role = renamed;
        }

        await roles.SetPasswordAsync(new(role.BaseUsername), password, endsSessions: false, ct);
        Keep(role);
        return Shown(role, password);
    }

    public async Task<ApiAnswer> RenewAsync(string id, CancellationToken ct)
    {
        var role = Find(id);
        if (role.Ttl is not { } ttl) throw ApiException.Unprocessable("Role does not expire and cannot be renewed.");
        if (role.DisabledAt is not null) await roles.AllowLoginAsync(new(role.BaseUsername), canLogin: true, ct);
        return Keep(role with { ExpiresAt = Now.AddSeconds(ttl), IsExpired = false, DisabledAt = null, DropFailed = null, UpdatedAt = Now });
    }

    /// <summary>Makes the default role known and gives it a password; who used another one is cut off.</summary>
    public async Task<ApiAnswer> ResetDefaultAsync(CancellationToken ct)
    {
        var password = NewPassword();
        await roles.SetPasswordAsync(new("postgres"), password, endsSessions: true, ct);
        if (Branch.Roles.FirstOrDefault(known => known.IsDefault) is { } role)
        {
            role = role with { UpdatedAt = Now };
            Keep(role);
        }
        else
        {
            role = new() { Id = PublicId.Create(), Name = "postgres", BaseUsername = "postgres", CreatedAt = Now, UpdatedAt = Now, IsDefault = true };
            file.Change(branchId, branch => branch with { Roles = [.. branch.Roles, role] });
        }

        return Shown(role, password);
    }

    /// <summary>Lets in who is ready now, and shuts out and drops whose time is over.</summary>
    public async Task PassTimeAsync(CancellationToken ct)
    {
        foreach (var role in Branch.Roles.Where(role => !role.IsReady && role.ReadyAt <= Now).ToList())
        {
            await roles.AllowLoginAsync(new(role.BaseUsername), canLogin: true, ct);
            Keep(role with { IsReady = true });
        }

        foreach (var role in Branch.Roles.Where(role => role.ExpiresAt <= Now && !role.IsExpired).ToList()) await ExpireAsync(role, ct);
    }

    private async Task ExpireAsync(RoleState role, CancellationToken ct)
    {
        try
        {
            await roles.DropAsync(new(role.BaseUsername), null, ct);
            file.Change(branchId, branch => branch with { Roles = [.. branch.Roles.Where(other => other.Id != role.Id)] });
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DependentObjectsStillExist)
        {
            await roles.AllowLoginAsync(new(role.BaseUsername), canLogin: false, ct);
            Keep(role with { IsExpired = true, DisabledAt = Now, DropFailed = "Role is still referenced and cannot be dropped." });
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedObject)
        {
            file.Change(branchId, branch => branch with { Roles = [.. branch.Roles.Where(other => other.Id != role.Id)] });
        }
    }

    /// <summary>An id of the API, or a name in SQL with or without the branch.</summary>
    private async Task<RoleName> SuccessorAsync(string text, RoleState role, CancellationToken ct)
    {
        var suffix = $".{branchId}";
        var name = Branch.Roles.FirstOrDefault(other => other.Id == text)?.BaseUsername ?? (text.EndsWith(suffix, StringComparison.Ordinal) ? text[..^suffix.Length] : text);
        if (!Identifier.IsValid(name) || name == role.BaseUsername || !await roles.ExistsAsync(new(name), ct)) throw ApiException.Unprocessable($"Successor {text} is not a role of this branch.");
        return new(name);
    }

    private async Task ApplyWordsAsync(RoleState role, CancellationToken ct)
    {
        var before = Branch.Roles.FirstOrDefault(known => known.Id == role.Id);
        if (role.RequireWhereOnDelete != (before?.RequireWhereOnDelete ?? "off")) await roles.SetAsync(new(role.BaseUsername), "pg_strict.require_where_on_delete", role.RequireWhereOnDelete, ct);
        if (role.RequireWhereOnUpdate != (before?.RequireWhereOnUpdate ?? "off")) await roles.SetAsync(new(role.BaseUsername), "pg_strict.require_where_on_update", role.RequireWhereOnUpdate, ct);
    }

    private void RefuseTaken(string name, string? id)
    {
        if (switches.NamesAreUnique && Branch.Roles.Any(role => role.Name == name && role.Id != id)) throw ApiException.Unprocessable("Name has already been taken");
    }

    private static string? Word(ApiRequest request, string name) =>
        request.Text(name) is not { } word || word is "off" or "warn" or "on" ? request.Text(name) : throw ApiException.Invalid($"{name} must be off, warn or on");

    /// <summary>A role by its id alone; its name in SQL is none.</summary>
    private RoleState Find(string id) => Branch.Roles.FirstOrDefault(role => role.Id == id) ?? throw ApiException.NotFound();

    private ApiAnswer Keep(RoleState role)
    {
        file.Change(branchId, role.Id, _ => role);
        return Shown(role);
    }

    private ApiAnswer Shown(RoleState role, Secret? password = null) => new(200, json.Write(Branch, role, password));

    private static Secret NewPassword() => new($"pscale_pw_{PasswordGenerator.Create().Reveal()}");
}
