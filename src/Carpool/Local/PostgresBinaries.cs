using System.Text.RegularExpressions;

namespace Carpool.Local;

/// <summary>A folder that holds a whole server: initdb, pg_ctl and postgres of one version that Carpool knows.</summary>
/// <param name="Folder">Without symbolic links: that is how a server finds its libraries.</param>
/// <param name="Version">Such as 18.4.</param>
internal sealed partial record PostgresBinaries(string Folder, string Version)
{
    public const int OldestMajor = 14;
    public const int NewestMajor = 18;
    private static readonly string[] Programs = ["postgres", "initdb", "pg_ctl"];

    public int Major => MajorOf(Version);

    public string this[string program] => Path.Combine(Folder, program);

    /// <summary>True where the files are there; whether they run is for <see cref="ReadAsync"/> to say.</summary>
    public static bool AreIn(string folder) => Programs.All(program => File.Exists(Path.Combine(folder, program)));

    /// <summary>Asks each program for its version. Null where one is missing, does not run, is of another version or not one of 14 to 18.</summary>
    public static async Task<PostgresBinaries?> ReadAsync(string folder, CancellationToken ct)
    {
        if (!AreIn(folder)) return null;
        var real = Path.GetDirectoryName(RealPath.Of(Path.Combine(folder, "postgres")))!;
        if (!AreIn(real)) real = folder;
        var versions = await Task.WhenAll(Programs.Select(program => VersionAsync(Path.Combine(real, program), ct)));
        var version = versions[0];
        return version is not null && versions.All(other => other == version) && MajorOf(version) is >= OldestMajor and <= NewestMajor
            ? new PostgresBinaries(real, version)
            : null;
    }

    private static async Task<string?> VersionAsync(string program, CancellationToken ct)
    {
        var outcome = await ChildProgram.RunAsync(program, ["--version"], "/", ct);
        var match = VersionPattern().Match(outcome.Output);
        return outcome.IsSuccess && match.Success ? match.Groups["version"].Value : null;
    }

    private static int MajorOf(string version) => int.Parse(version.Split('.')[0]);

    [GeneratedRegex(@"\(PostgreSQL\) (?<version>\d+\.\d+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VersionPattern();
}
