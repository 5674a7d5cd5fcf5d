using Carpool.Diagnostics;
using Carpool.Walls.Rules;

namespace Carpool.Walls;

/// <summary>The first of the two ways of the proof: what follows from the catalogs alone.</summary>
/// <param name="Findings">Errors first, each sorted by subject and message.</param>
internal sealed record WallAnalysis(IReadOnlyList<Diagnostic> Findings, IReadOnlyList<Diagnostic> OpenByPlatform, IReadOnlyList<Diagnostic> Unknown, ReachMatrix Matrix)
{
    public static WallAnalysis Of(WallView view) => new(
        WallReport.InOrder(WallRules.Find(view)),
        [.. OpenByPlatformOf(view)],
        WallRules.Unknown(view),
        new ReachAnalysis(view).Matrix());

    /// <summary>What is to say where nobody logs in.</summary>
    public WallReport Report() => new(new ProbeCount(0, 0, 0, 0, 0), Findings, OpenByPlatform) { Unknown = Unknown, Matrix = Matrix };

    private static IEnumerable<Diagnostic> OpenByPlatformOf(WallView view)
    {
        foreach (var listing in view.Surroundings.Databases.Where(listing => view.Tenancy.Tenants.Count > 0 && view.IsLeftOpen(listing)))
        {
            yield return WallCodes.OpenByPlatform.With(
                $"Database {listing.Name} is open to every role, and the admin {view.Server.Admin.Name} may not close it: it belongs to {listing.Owner}.",
                $"Ask the platform, or a superuser, for: {Sql.DatabaseSql.RevokeConnectFromPublic(listing.Name)}",
                listing.Name.Value);
        }

        // Schema public of 14 belongs to the bootstrap superuser: only a superuser can close it, and only app logins ever see it
        if (view.Server.MayTakeOverPublicSchema) yield break;
        foreach (var tenant in view.Tenancy.Tenants.Where(tenant => tenant.IsManaged))
        {
            yield return WallCodes.SchemaOpenByPlatform.With(
                $"Schema public of database {tenant.Database} is open to all who may connect, and on Postgres 14 only a superuser can close it.",
                "Keep the app's objects in a schema of their own, or upgrade to 15.",
                tenant.Name);
        }
    }
}
