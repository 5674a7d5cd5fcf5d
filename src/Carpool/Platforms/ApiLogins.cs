using System.Collections.Concurrent;
using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.Manifest;
using Carpool.PlanetScale;
using Carpool.Sessions;
using Carpool.State;

namespace Carpool.Platforms;

/// <summary>
/// The logins that the API makes for apps. In its list each has the name that it would have in SQL elsewhere, `DATABASE_ROLE`; there is no need
/// to keep its id, and one that was made by a run that was killed is found by that name and used.
/// </summary>
internal sealed class ApiLogins(BranchApi api)
{
    /// <summary>An answer takes a few tenths of a second, and the client keeps all of them within what the platform allows in a minute.</summary>
    private const int AtATime = 8;

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<RoleName, Secret> _passwords = new();
    private readonly HashSet<RoleName> _made = [];
    private Task<IReadOnlyList<BranchRole>>? _roles;
    private ServerAddress? _admin;

    /// <summary>Those that this run had made, or took over from one that was killed.</summary>
    public IReadOnlySet<RoleName> MadeNow
    {
        get
        {
            lock (_gate) return _made.ToHashSet();
        }
    }

    /// <summary>Remembers where the admin's sessions lead, which is where the API's logins have to lead too.</summary>
    public ServerAddress On(ServerAddress admin)
    {
        _admin = admin;
        return admin;
    }

    /// <summary>What the API calls which login.</summary>
    /// <param name="surroundings">Whose logins are on record is left out, as is what somebody made and nobody used yet: that is made again.</param>
    public async Task<ApiNames> ReadAsync(Surroundings surroundings, CancellationToken cancellationToken)
    {
        var roles = await ListAsync(cancellationToken);
        var (names, made) = (new Dictionary<string, RoleName>(StringComparer.Ordinal), MadeNow);
        foreach (var role in roles.Where(role => role.Name is not null && IsFree(role, surroundings) && (made.Contains(NameOf(role)) || IsUsed(role, surroundings)))) names.TryAdd(role.Name!, NameOf(role));
        return new(names, roles.Where(role => role.Name is not null).GroupBy(NameOf).ToDictionary(group => group.Key, group => group.First().Name!));
    }

    /// <summary>Has logins made, or takes those of these names that a run that was killed left behind. Where one fails, no other is begun, and those under way end.</summary>
    /// <param name="displayed">What the API is to show them as.</param>
    public Task MakeAsync(IReadOnlyList<string> displayed, Surroundings surroundings, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        displayed,
        new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken },
        async (login, _) => await MakeAsync(login, surroundings, cancellationToken));

    /// <summary>A password that works: what the login was made with just now, or a new one.</summary>
    /// <exception cref="DiagnosticException">The API does not know the login, or gave it another name.</exception>
    public async Task<Secret> PasswordOfAsync(RoleName login, CancellationToken cancellationToken)
    {
        if (_passwords.TryRemove(login, out var made)) return made;
        if (await FindAsync(login, cancellationToken) is not { Id: { } id } role) throw new DiagnosticException(Unknown(login, "give it a password"));
        var reset = await api.AskAsync(branch => branch.ResetRoleAsync(id, cancellationToken));
        if (reset.SqlName is { } name && name != login.Value)
        {
            throw new DiagnosticException(PlanetScaleCodes.LoginRenamed.With(
                $"With the new password PlanetScale gave the login {login} ({role.Name}) another name: {name}.", "Run `carpool adopt` for its app, then rotate without --in-place.", login.Value));
        }

        return new Secret(reset.Password ?? throw new DiagnosticException(PlanetScaleCodes.ApiUntrusted.With($"PlanetScale's answer about the role '{role.Name}' lacks its password.", "Run the command again.")));
    }

    /// <summary>Deletes a login; null where it is gone then.</summary>
    /// <param name="successor">The role in SQL that gets what it owns, in whatever database.</param>
    public async Task<Diagnostic?> DeleteAsync(RoleName login, RoleName? successor, string? subject, CancellationToken cancellationToken)
    {
        if (await FindAsync(login, cancellationToken) is not { Id: { } id } role) return Unknown(login, "delete it") with { Severity = Severity.Warning, Subject = subject };
        try
        {
            await api.AskAsync(branch => branch.DeleteRoleAsync(id, successor?.Value, cancellationToken));
        }
        catch (DiagnosticException refused) when (refused.Diagnostics[0].Code == PlanetScaleCodes.ApiRefused)
        {
            return NotDeleted(refused.Diagnostics[0].Message);
        }

        var after = await api.AskAsync(branch => branch.GetRoleAsync(id, cancellationToken));
        if (after is { DropFailed: { Length: > 0 } why }) return NotDeleted(why);
        Replace(id, null);
        return null;

        Diagnostic NotDeleted(string why) => PlanetScaleCodes.LoginNotDeleted.With(
            $"PlanetScale did not delete the login {login} ({role.Name}): {why.TrimEnd('.')}.",
            $"Find what it holds with SELECT * FROM pg_shdepend WHERE refobjid = '{login}'::regrole, give that to {successor?.Value ?? "another role"} or revoke it, then run the command again.",
            subject);
    }

    private async Task MakeAsync(string displayed, Surroundings surroundings, CancellationToken cancellationToken)
    {
        foreach (var held in (await ListAsync(cancellationToken)).Where(role => role.Name == displayed && !IsFree(role, surroundings)).ToList())
        {
            // A removed app's, or one that is about to be retired: it is known by its name in SQL
            Replace(held.Id, await api.AskAsync(branch => branch.RenameRoleAsync(held.Id!, $"{displayed}{ApiNames.Replaced}", cancellationToken)));
        }

        var left = (await ListAsync(cancellationToken)).FirstOrDefault(role => role.Name == displayed && !IsUsed(role, surroundings));
        var made = left is null
            ? await api.MakeAsync(new RoleRequest { Name = displayed }, cancellationToken)
            : await api.AskAsync(branch => branch.ResetRoleAsync(left.Id!, cancellationToken));
        if (made.Password is not { } password) throw new DiagnosticException(PlanetScaleCodes.ApiUntrusted.With($"PlanetScale's answer about the role '{displayed}' lacks its password.", "Check that the API's address is PlanetScale's, then run the command again."));
        Replace(left?.Id, made);
        _passwords[NameOf(made)] = new Secret(password);
        lock (_gate) _made.Add(NameOf(made));
    }

    private static RoleName NameOf(BranchRole role) => new(role.SqlName!);

    /// <summary>On no record, of this stack or another.</summary>
    private static bool IsFree(BranchRole role, Surroundings surroundings) => !surroundings.ManagedRoles.Contains(NameOf(role)) && !surroundings.ForeignRoles.ContainsKey(NameOf(role));

    /// <summary>It holds something, is a member of something, or somebody is connected as it: whoever made it means it.</summary>
    private static bool IsUsed(BranchRole role, Surroundings surroundings)
    {
        var name = NameOf(role);
        return role.InheritedRoles is { Count: > 0 }
            || surroundings.Dependencies.Any(held => held.Role == name)
            || surroundings.Memberships.Any(membership => membership.Member == name || membership.Role == name)
            || surroundings.Settings.Any(setting => setting.Role == name)
            || surroundings.Sessions.Any(session => session.Role == name);
    }

    private async Task<BranchRole?> FindAsync(RoleName login, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).FirstOrDefault(role => role.SqlName == login.Value);

    /// <summary>Asked once a run, and again where that failed.</summary>
    private Task<IReadOnlyList<BranchRole>> ListAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_roles is null or { IsFaulted: true } or { IsCanceled: true }) _roles = AskAsync(cancellationToken);
            return _roles;
        }
    }

    private async Task<IReadOnlyList<BranchRole>> AskAsync(CancellationToken cancellationToken)
    {
        var roles = await api.AskAsync(branch => branch.ListRolesAsync(cancellationToken));
        if (_admin is not null && roles.Select(role => role.BranchId).FirstOrDefault(id => id is not null) is { } id) OneBranch.Require(api.Settings, _admin, id);
        return [.. roles.Where(role => role is { Id: not null, SqlName: { } name } && Identifier.IsValid(name) && BranchApi.IsAlive(role))];
    }

    /// <summary>What is known of the list by now, with what was changed in it. Whoever changes something looked into the list first.</summary>
    private void Replace(string? id, BranchRole? after)
    {
        lock (_gate) _roles = Task.FromResult<IReadOnlyList<BranchRole>>([.. _roles!.Result.Where(role => role.Id != id), .. after is null ? Array.Empty<BranchRole>() : [after with { Password = null }]]);
    }

    private static Diagnostic Unknown(RoleName login, string what) => PlanetScaleCodes.LoginUnknown.With(
        $"PlanetScale's API does not know the login {login}, so it cannot {what}: it was deleted there, or the branch was restored from a backup, which keeps the role and not the API's knowledge of it.",
        "Where its password still works it can be used; `carpool rotate` gives its role another login that the API knows.",
        login.Value);
}
