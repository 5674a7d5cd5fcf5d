using Carpool.Diagnostics;

namespace Carpool.Local;

/// <summary>
/// Finds the server's binaries: the folder that the user names, PATH, Debian's folders, what was installed before, and at last the
/// launcher's script that installs them. Data of one major version takes only binaries of that version: nothing is ever upgraded here.
/// </summary>
internal sealed class BinarySearch(LocalEnvironment environment, IProgress<string> progress)
{
    /// <summary>How deep below the cache an installed `native/bin` may be.</summary>
    private const int CacheDepth = 5;

    /// <param name="major">The version of the data; null where there is none yet.</param>
    /// <param name="oldestMajor">The oldest that new data is made with.</param>
    public async Task<PostgresBinaries> FindAsync(int? major, int oldestMajor, CancellationToken ct)
    {
        var others = new List<PostgresBinaries>();
        if (environment.BinaryFolder is { } named)
        {
            var binaries = await PostgresBinaries.ReadAsync(named, ct) ?? throw new DiagnosticException(PlatformCodes.NamedBinariesUnfit.With(
                $"CARPOOL_PG_BIN names '{named}', which does not hold initdb, pg_ctl and postgres of one version from {PostgresBinaries.OldestMajor} to {PostgresBinaries.NewestMajor}.",
                "Point CARPOOL_PG_BIN to the bin folder of a Postgres server, or unset it.", named));
            if (Fits(binaries)) return binaries;
        }

        foreach (var folder in environment.SearchPath.Concat(DebianFolders()).Concat(CachedFolders()))
        {
            if (await PostgresBinaries.ReadAsync(folder, ct) is { } binaries && Fits(binaries)) return binaries;
        }

        if (environment.InstallScript is { } script)
        {
            var binaries = await new BinaryInstall(environment, progress).RunAsync(script, major, ct);
            if (Fits(binaries)) return binaries;
        }

        throw new DiagnosticException(major is { } wanted
            ? PlatformCodes.BinariesOfOtherMajor.With(
                $"The local cluster's data was made by Postgres {wanted}, and no binaries of that version were found{Found()}.",
                $"Install Postgres {wanted} and name its bin folder in CARPOOL_PG_BIN.")
            : PlatformCodes.NoBinaries.With(
                $"No Postgres server{(oldestMajor > PostgresBinaries.OldestMajor ? $" from version {oldestMajor} on" : "")} was found: not in CARPOOL_PG_BIN, on PATH, under /usr/lib/postgresql or among those installed by Carpool.",
                "Install one (Debian, Ubuntu: `apt install postgresql`), or name the bin folder of one in CARPOOL_PG_BIN."));

        bool Fits(PostgresBinaries binaries)
        {
            if (major is null ? binaries.Major >= oldestMajor : binaries.Major == major) return true;
            others.Add(binaries);
            return false;
        }

        string Found() => others.Count == 0 ? "" : $" (only {string.Join(", ", others.Select(other => other.Version).Distinct(StringComparer.Ordinal))})";
    }

    private IEnumerable<string> DebianFolders() =>
        !Directory.Exists(environment.DebianFolder)
            ? []
            : Directory.EnumerateDirectories(environment.DebianFolder)
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var major) ? major : 0)
                .Select(folder => Path.Combine(folder, "bin"));

    /// <summary>Newest first by the names of the folders, which begin with the version. A folder still being made begins with a dot.</summary>
    private IEnumerable<string> CachedFolders() =>
        !Directory.Exists(environment.CacheFolder)
            ? []
            : Directory.EnumerateDirectories(environment.CacheFolder)
                .Where(folder => !Path.GetFileName(folder).StartsWith('.'))
                .OrderByDescending(folder => folder, StringComparer.Ordinal)
                .SelectMany(folder => Directory.EnumerateDirectories(
                    folder, "native", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = CacheDepth }))
                .Select(folder => Path.Combine(folder, "bin"));
}
