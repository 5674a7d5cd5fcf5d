using Carpool.Diagnostics;
using Carpool.Sessions;
using Carpool.Sql;
using Npgsql;

namespace Carpool.Registry;

/// <summary>Whether a registry is Carpool's own work, whole, and of a version that this Carpool knows.</summary>
internal static class RegistryTrust
{
    private const string HasVersion =
        "SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = pg_catalog.to_regclass('carpool.version') "
        + "AND a.attname = 'version' AND a.atttypid = 'pg_catalog.int4'::pg_catalog.regtype AND NOT a.attisdropped)";

    /// <summary>Its version. It comes before anything else: what a newer Carpool made cannot be judged by this one.</summary>
    /// <exception cref="DiagnosticException">The registry is newer, planted, or not whole.</exception>
    public static async Task<int> VersionAsync(NpgsqlConnection session, RegistryTables tables, IStatementLog log, CancellationToken cancellationToken)
    {
        var problems = await session.ReadAsync(log, SqlFile.Load("Registry.Queries.trust"), row => row.GetString(0), cancellationToken);
        if (problems.Any(problem => problem.Contains("belongs to", StringComparison.Ordinal))) throw Untrusted(problems);
        var hasVersion = (await session.ReadAsync(log, HasVersion, row => row.GetBoolean(0), cancellationToken)).Single();
        IReadOnlyList<int> versions = hasVersion ? await session.ReadAsync(log, "SELECT version FROM carpool.version", row => row.GetInt32(0), cancellationToken) : [];
        if (versions is [var newer] && newer > tables.Version)
        {
            throw new DiagnosticException(CatalogCodes.NewerRegistry.With(
                $"The registry has version {newer}; this Carpool knows up to {tables.Version}.", "Use the Carpool that made it, or a newer one."));
        }

        if (problems.Count > 0) throw Untrusted(problems);
        if (versions is not [var version and >= 1]) throw Incomplete(session, ["it does not say its version"]);
        if (version == tables.Version) await RequireWholeAsync(session, log, cancellationToken);
        return version;
    }

    /// <summary>Every table has what this version reads and writes.</summary>
    /// <exception cref="DiagnosticException">Something is missing.</exception>
    public static async Task RequireWholeAsync(NpgsqlConnection session, IStatementLog log, CancellationToken cancellationToken)
    {
        var gaps = await session.ReadAsync(log, SqlFile.Load("Registry.Queries.gaps"), row => row.GetString(0), cancellationToken);
        if (gaps.Count > 0) throw Incomplete(session, gaps);
    }

    public static DiagnosticException Untrusted(IReadOnlyList<string> problems) => new(CatalogCodes.UntrustedRegistry.With(
        $"The registry cannot be trusted: {string.Join("; ", problems)}.", "Find out who planted this, and drop or rename it as its owner or a superuser."));

    private static DiagnosticException Incomplete(NpgsqlConnection session, IReadOnlyList<string> gaps) => new(CatalogCodes.IncompleteRegistry.With(
        $"The registry in database {session.Database} is not whole: {string.Join("; ", gaps.Take(3))}{(gaps.Count > 3 ? $"; and {gaps.Count - 3} more" : "")}.",
        $"Restore schema carpool from a backup, or drop what is left of it (in database {session.Database}: DROP SCHEMA carpool CASCADE) and run `carpool adopt --all`."));
}
