namespace Carpool.IntegrationTests.Server;

/// <summary>Where the servers under test are: CARPOOL_TEST_SERVERS holds pg14/native/bin to pg18/native/bin.</summary>
public static class ServerBinaries
{
    /// <summary>The folder with initdb and postgres of that version; a version that is not there fails the test that wants it.</summary>
    public static string FolderOf(int version) =>
        TryFolderOf(version) ?? throw new InvalidOperationException(
            $"CARPOOL_TEST_SERVERS={Environment.GetEnvironmentVariable("CARPOOL_TEST_SERVERS")} has no pg{version}/native/bin/postgres; ./test installs the servers");

    /// <summary>The same, or null where that version is not installed.</summary>
    public static string? TryFolderOf(int version)
    {
        var root = Environment.GetEnvironmentVariable("CARPOOL_TEST_SERVERS");
        if (string.IsNullOrEmpty(root)) return null;
        var folder = Path.Combine(Path.GetFullPath(root), $"pg{version}", "native", "bin");
        return File.Exists(Path.Combine(folder, "postgres")) ? folder : null;
    }

    /// <summary>True where that version was built with a module such as pg_stat_statements.</summary>
    public static bool HasModule(int version, string name) =>
        File.Exists(Path.Combine(FolderOf(version), "..", "lib", "postgresql", $"{name}.so"));

    /// <summary>A program of the machine, looked for on PATH and in the folders that PATH of an ordinary user lacks; or null.</summary>
    public static string? TryFindProgram(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/sbin", "/usr/local/sbin", "/sbin"])
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
