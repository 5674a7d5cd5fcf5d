using Carpool.PlanetScale;
using Carpool.Diagnostics;

namespace Carpool.Platforms;

/// <summary>A branch's API as the manifest has it, opened when it is first needed. What fails is a <see cref="DiagnosticException"/>.</summary>
/// <param name="onCall">Hears of every call, after it; null where nobody listens.</param>
internal sealed class BranchApi(BranchSettings settings, TimeProvider clock, Action<ApiCall>? onCall) : IDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(1);

    private readonly Lazy<PlanetScaleClient> _client = new(() => new PlanetScaleClient(settings.Options with { Clock = clock, OnCall = onCall }));

    /// <summary>What the manifest and the environment say of it.</summary>
    public BranchSettings Settings => settings;

    /// <summary>Asks the branch.</summary>
    public async Task<T> AskAsync<T>(Func<PlanetScaleBranch, Task<T>> ask)
    {
        try
        {
            var manifest = settings.Manifest;
            return await ask(_client.Value.Branch(manifest.Organization, manifest.Database, manifest.Branch));
        }
        catch (PlanetScaleException failure)
        {
            throw BranchFailures.Told(failure);
        }
    }

    /// <summary>
    /// Makes a role, or takes the one that was made when no answer came: by its display name, with a new password. It takes connections
    /// when this returns.
    /// </summary>
    public Task<BranchRole> MakeAsync(RoleRequest wanted, CancellationToken cancellationToken) => AskAsync(async branch =>
    {
        BranchRole made;
        try
        {
            made = await branch.CreateRoleAsync(wanted, cancellationToken);
        }
        catch (PlanetScaleException lost) when (lost.Failure is Failure.MayHaveActed)
        {
            var found = (await branch.ListRolesAsync(cancellationToken)).Where(role => role.Name == wanted.Name && IsAlive(role)).MaxBy(role => role.CreatedAt);
            if (found?.Id is null) throw;
            made = await branch.ResetRoleAsync(found.Id, cancellationToken);
        }

        if (!made.IsReady && await branch.GetReadyRoleAsync(made.Id!, ReadyWithin, clock, cancellationToken) is not { IsReady: true })
        {
            throw new DiagnosticException(PlanetScaleCodes.BranchNotReady.With(
                $"PlanetScale made the role '{wanted.Name}', and it takes no connections after a minute.", "Run the command again in a while: it goes on with that role.", wanted.Name));
        }

        return made;
    });

    /// <summary>True where the role is there and will stay.</summary>
    public static bool IsAlive(BranchRole role) => role is { Expired: not true, DeletedAt: null, DroppedAt: null, DisabledAt: null };

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_client.IsValueCreated) _client.Value.Dispose();
    }
}
