using Carpool.Diagnostics;

namespace Carpool.Cli.Commands;

/// <summary>Files that `init` writes.</summary>
internal static class NewFile
{
    /// <summary>Nothing that stands there is overwritten, a dangling link included.</summary>
    public static void Refuse(string path)
    {
        if (Path.Exists(path) || new FileInfo(path).LinkTarget is not null) throw Exists(path);
    }

    /// <summary>Writes a file that must not be there yet.</summary>
    public static void Write(string path, string text) => Guard(path, () =>
    {
        // Should somebody else have written it since: CreateNew fails
        using var writer = new StreamWriter(new FileStream(path, FileMode.CreateNew));
        writer.Write(text);
    });

    public static void Guard(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(ExecutionCodes.FileNotWritten.With($"'{path}' cannot be written", "Name a folder that is there and that you may write to, with -C.", path));
        }
    }

    private static DiagnosticException Exists(string path) =>
        new(ExecutionCodes.ManifestExists.With($"'{path}' is there already", "Edit it, or name another file with -f.", path));
}
