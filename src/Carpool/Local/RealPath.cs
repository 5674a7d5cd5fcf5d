namespace Carpool.Local;

/// <summary>A path without symbolic links, as the kernel reports a process's folder.</summary>
internal static class RealPath
{
    public static string Of(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } parent) return full;
        var here = Path.Combine(Of(parent), Path.GetFileName(full));
        return new FileInfo(here).LinkTarget is { } target ? Of(Path.Combine(Path.GetDirectoryName(here)!, target)) : here;
    }
}
