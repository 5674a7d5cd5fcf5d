using System.Globalization;
using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.PlanetScale;
using Carpool.Sessions;
using Carpool.State;

namespace Carpool.Platforms;

/// <summary>
/// Carpool's own role on a branch. It inherits `postgres` and becomes it as its sessions start, so that whatever it makes is `postgres`'s and
/// nothing is lost with it: PlanetScale lets it live for an hour, renewed while somebody works. Each folder has one, whose name says which
/// (<see cref="AdminName"/>): one that was made and not kept is found by it.
/// </summary>
internal sealed class BootstrapAdmin(BranchApi api, string manifestDirectory, string stack, TimeProvider clock) : IAsyncDisposable
{
    private const int LifetimeSeconds = 3600;
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(10);
    private static readonly RoleName Postgres = new("postgres");

    private readonly CancellationTokenSource _end = new();
    private AdminCredential? _credential;
    private Task _renewing = Task.CompletedTask;

    /// <summary>True where the credential is what an earlier run kept: somebody may have changed or deleted the role since.</summary>
    public bool IsFromCache { get; private set; }

    /// <summary>The admin's address, with what is kept if that will do.</summary>
    /// <param name="key">The stack's key, where it is at hand: without it nothing can be kept.</param>
    public async Task<ServerAddress> OpenAsync(StackKey? key, CancellationToken cancellationToken)
    {
        _credential = key is null ? null : AdminCredential.Read(manifestDirectory, stack, key);
        IsFromCache = _credential is not null && _credential.Target == api.Settings.Target && _credential.ExpiresAt > clock.GetUtcNow();
        if (IsFromCache && IsShort(_credential!)) IsFromCache = await RenewAsync(cancellationToken);
        return IsFromCache ? Begin(key) : await OpenAnewAsync(key, cancellationToken);
    }

    /// <summary>The same with another password: what was kept is refused, or nothing was.</summary>
    public async Task<ServerAddress> OpenAnewAsync(StackKey? key, CancellationToken cancellationToken)
    {
        IsFromCache = false;
        var (beginning, name) = (AdminName.BeginningIn(manifestDirectory, stack), AdminName.In(manifestDirectory, stack));
        var ofPlace = await api.AskAsync(async branch => (await branch.ListRolesAsync(cancellationToken))
            .Where(role => role.Id is not null && role.Name?.StartsWith(beginning, StringComparison.Ordinal) is true).ToList());
        var over = ofPlace.Where(role => !BranchApi.IsAlive(role)).ToLookup(role => role.Name == name);
        // One more for each that is made keeps them from piling up, and costs a single call
        foreach (var one in over[true].Concat(over[false].Take(1))) await LetGoAsync(one, cancellationToken);
        var found = ofPlace.Find(role => role.Name == name && BranchApi.IsAlive(role));
        var role = found is null
            ? await api.MakeAsync(new RoleRequest { Name = name, InheritedRoles = [Postgres.Value], TtlSeconds = LifetimeSeconds }, cancellationToken)
            : await api.AskAsync(async branch =>
            {
                await branch.RenewRoleAsync(found.Id!, cancellationToken);
                return await branch.ResetRoleAsync(found.Id!, cancellationToken);
            });
        _credential = Of(role);
        return Begin(key);
    }

    /// <summary>Keeps the credential for the next run.</summary>
    public void Keep(StackKey? key)
    {
        if (key is not null) _credential?.Write(manifestDirectory, stack, key);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _renewing;
        _end.Dispose();
    }

    /// <summary>One whose hour is over the platform drops by itself, sooner or later; its name may be in the way until then.</summary>
    private async Task LetGoAsync(BranchRole over, CancellationToken cancellationToken)
    {
        try
        {
            await api.AskAsync(branch => branch.DeleteRoleAsync(over.Id!, Postgres.Value, cancellationToken));
        }
        catch (DiagnosticException)
        {
            // Then it stays in the list, and does no harm
        }
    }

    private ServerAddress Begin(StackKey? key)
    {
        Keep(key);
        if (_renewing.IsCompleted) _renewing = RenewWhileOpenAsync(key);
        return Address(_credential!);
    }

    private bool IsShort(AdminCredential credential) => credential.ExpiresAt - clock.GetUtcNow() < Least;

    /// <summary>False where the role is gone, or cannot be renewed.</summary>
    private async Task<bool> RenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            var renewed = await api.AskAsync(branch => branch.RenewRoleAsync(_credential!.Id, cancellationToken));
            _credential = _credential! with { ExpiresAt = EndOf(renewed) };
            return true;
        }
        catch (DiagnosticException)
        {
            return false;
        }
    }

    /// <summary>A run can take longer than the role lives.</summary>
    private async Task RenewWhileOpenAsync(StackKey? key)
    {
        try
        {
            using var timer = new PeriodicTimer(Look, clock);
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                if (IsShort(_credential!) && await RenewAsync(_end.Token)) Keep(key);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over
        }
    }

    private AdminCredential Of(BranchRole role)
    {
        if (role is { Id: { } id, Username: { } user, SqlName: { } name, Password: { } password, AccessHostUrl: { } host } && user.StartsWith(name, StringComparison.Ordinal))
        {
            return new(api.Settings.Target, id, host, user, name, new Secret(password), EndOf(role));
        }

        throw new DiagnosticException(PlanetScaleCodes.ApiUntrusted.With(
            $"PlanetScale's answer about the role '{role.Name}' lacks its login, its host or its password.", "Check that the API's address is PlanetScale's, then run the command again."));
    }

    private DateTimeOffset EndOf(BranchRole role) => role.ExpiresAt ?? clock.GetUtcNow().AddSeconds(LifetimeSeconds);

    private ServerAddress Address(AdminCredential credential)
    {
        var colon = credential.Host.LastIndexOf(':');
        var port = colon > 0 && int.TryParse(credential.Host[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        var address = new ServerAddress(port > 0 ? credential.Host[..colon] : credential.Host, port > 0 ? port : ServerAddress.DefaultPort, new DatabaseName(Postgres.Value), new RoleName(credential.Base), credential.Password)
        {
            LoginSuffix = credential.User[credential.Base.Length..],
            Becomes = Postgres,
        };
        return BranchAddress.Verified(address, api.Settings);
    }
}
