namespace Carpool.Cli.Commands;

/// <summary>
/// Finds a program as a shell does: on PATH and nowhere else. .NET would look beside Carpool and in the current folder first, where a
/// file of somebody else may have the name.
/// </summary>
internal static class ProgramSearch
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The program's path; null where there is none. A name with a slash is a path already.</summary>
    public static string? Find(string program, string? searchPath)
    {
        if (program.Contains('/', StringComparison.Ordinal)) return File.Exists(program) ? Path.GetFullPath(program) : null;
        if (program.Length == 0) return null;
        return (searchPath ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.GetFullPath(Path.Combine(folder, program)))
            .FirstOrDefault(IsProgram);
    }

    private static bool IsProgram(string path) => File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != UnixFileMode.None);
}
