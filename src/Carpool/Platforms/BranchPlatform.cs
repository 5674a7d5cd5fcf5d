using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.Manifest;
using Carpool.PlanetScale;
using Carpool.Sessions;

namespace Carpool.Platforms;

/// <summary>A branch on PlanetScale while Carpool works on it: who the admin is there, and what only the API can tell.</summary>
internal sealed class BranchPlatform : IAsyncDisposable
{
    private readonly BranchApi _api;
    private readonly BootstrapAdmin? _admin;
    private Bouncer? _bouncer;

    public BranchPlatform(PlanetScaleManifest manifest, string manifestDirectory, string stack, IReadOnlyDictionary<string, string> variables, TimeProvider clock, Action<ApiCall>? onCall)
    {
        _api = new BranchApi(new BranchSettings(manifest, manifestDirectory, variables), clock, onCall);
        Logins = new ApiLogins(_api);
        _admin = manifest.UsesDefaultRole ? null : new BootstrapAdmin(_api, manifestDirectory, stack, clock);
    }

    /// <summary>The logins that the API made, or is to make.</summary>
    public ApiLogins Logins { get; }

    /// <summary>True where another try may have another credential: what the last run kept can be out of date.</summary>
    public bool MayTryAnew => _admin is { IsFromCache: true };

    /// <summary>The admin's address.</summary>
    /// <param name="key">The stack's key, where it is at hand.</param>
    /// <exception cref="DiagnosticException">CP5118: the URL that somebody gave leads to another branch than the one whose logins are made and deleted.</exception>
    public async Task<ServerAddress> OpenAsync(StackKey? key, CancellationToken cancellationToken)
    {
        if (_admin is not null) return Logins.On(await _admin.OpenAsync(key, cancellationToken));
        var address = DefaultRole.Address(_api.Settings);
        if (_api.Settings is { HasToken: true, Manifest.MakesLoginsByApi: true }) await OneBranch.RequireAsync(_api, address, cancellationToken);
        return Logins.On(address);
    }

    /// <summary>The same with a credential of its own making.</summary>
    public async Task<ServerAddress> OpenAnewAsync(StackKey? key, CancellationToken cancellationToken) => Logins.On(await _admin!.OpenAnewAsync(key, cancellationToken));

    /// <summary>Keeps the admin's credential for the next run, now that there is a key.</summary>
    public void Keep(StackKey? key) => _admin?.Keep(key);

    /// <summary>Looks for the dedicated PgBouncer that the manifest names. Where nobody may ask, it is believed.</summary>
    /// <exception cref="DiagnosticException">CP5117: there is none of this name that leads to the primary.</exception>
    public async Task CheckBouncerAsync(CancellationToken cancellationToken)
    {
        if (_api.Settings is { HasToken: true, Manifest.Bouncer: not null }) _bouncer = await DedicatedBouncer.FindAsync(_api, cancellationToken);
    }

    /// <summary>Where pooled connections go.</summary>
    public ServerAddress Pooler(ServerAddress direct) => BranchAddress.Pooler(direct, _api.Settings.Manifest.Bouncer);

    /// <summary>Where a replica is read from; null where there is none, or nobody may ask.</summary>
    public async Task<ServerAddress?> FindReplicaAsync(ServerAddress direct, CancellationToken cancellationToken)
    {
        if (!_api.Settings.HasToken) return null;
        try
        {
            return await _api.AskAsync(async branch => (await branch.GetBranchAsync(cancellationToken)).HasReplicas is true) ? BranchAddress.OfReplica(direct) : null;
        }
        catch (DiagnosticException)
        {
            // The strings that are wanted most are known without it
            return null;
        }
    }

    /// <summary>The branch's parameters by namespace and name, such as pgbouncer.default_pool_size; null where nobody may ask.</summary>
    public async Task<IReadOnlyDictionary<string, string>?> FindParametersAsync(CancellationToken cancellationToken)
    {
        if (!_api.Settings.HasToken) return null;
        try
        {
            var parameters = await _api.AskAsync(branch => branch.ListParametersAsync(cancellationToken));
            // A dedicated PgBouncer has settings of its own
            if (_bouncer?.Parameters is { } own) parameters = [.. own, .. parameters];
            return parameters.Where(parameter => parameter is { Namespace: not null, Name: not null, Value: not null } or { Namespace: not null, Name: not null, DefaultValue: not null })
                .GroupBy(parameter => $"{parameter.Namespace}.{parameter.Name}", StringComparer.Ordinal)
                .ToDictionary(alike => alike.Key, alike => (alike.First().Value ?? alike.First().DefaultValue)!, StringComparer.Ordinal);
        }
        catch (DiagnosticException)
        {
            // Most of what there is to see the server shows by itself
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_admin is not null) await _admin.DisposeAsync();
        _api.Dispose();
    }
}
