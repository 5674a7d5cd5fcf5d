using Carpool.Diagnostics;
using Carpool.Manifest.Grammar;
using Carpool.PlanetScale;

namespace Carpool.Platforms;

/// <summary>The PgBouncer of one's own that the manifest names: the proxy tells only who comes that there is none.</summary>
internal static class DedicatedBouncer
{
    private const string Primary = "primary";

    /// <summary>The bouncer, as the API has it.</summary>
    /// <exception cref="DiagnosticException">CP5117: it is not there, or leads to replicas, where an app cannot write.</exception>
    public static async Task<Bouncer> FindAsync(BranchApi api, CancellationToken cancellationToken)
    {
        var (manifest, bouncers) = (api.Settings.Manifest, await api.AskAsync(branch => branch.ListBouncersAsync(cancellationToken)));
        var found = bouncers.FirstOrDefault(bouncer => bouncer.Name == manifest.Bouncer);
        if (found is not null && IsFit(found)) return found;
        var fit = bouncers.Where(IsFit).Select(bouncer => bouncer.Name!).Order(StringComparer.Ordinal).ToList();
        throw new DiagnosticException(PlanetScaleCodes.BouncerMissing.With(
            found is null ? $"The branch {manifest} has no dedicated PgBouncer '{manifest.Bouncer}'." : $"The dedicated PgBouncer '{manifest.Bouncer}' of {manifest} leads to replicas, where nothing can be written.",
            fit.Count > 0 ? $"Name {Nearest.Listed(fit, "or")}, or remove `bouncer`: the branch's own PgBouncer is always there." : "Make one in PlanetScale's dashboard, or remove `bouncer`: the branch's own PgBouncer is always there.",
            manifest.Bouncer,
            manifest.Location));
    }

    private static bool IsFit(Bouncer bouncer) => bouncer is { Name: not null, Target: null or Primary };
}
