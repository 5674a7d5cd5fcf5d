namespace Carpool.Local;

/// <summary>Where a system program is. Folders of the system come first: as root, nothing is run from a folder that PATH happens to name.</summary>
internal static class ProgramPath
{
    private static readonly string[] SystemFolders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    public static string? Find(string name, IEnumerable<string>? further = null) =>
        SystemFolders.Concat(further ?? []).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
