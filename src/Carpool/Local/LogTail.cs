namespace Carpool.Local;

/// <summary>The end of a log: what a person needs to see of a failure.</summary>
internal static class LogTail
{
    private const int Window = 16 * 1024;

    /// <summary>The last lines of a text.</summary>
    public static string Last(string text, int lines) =>
        string.Join('\n', text.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(lines));

    /// <summary>The length of a log now; what comes later starts there.</summary>
    public static long Length(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    /// <summary>What a log gained since <paramref name="offset"/>, its last 16 KiB at most. A link is not followed: the server's user could point it anywhere.</summary>
    public static string Since(string path, long offset)
    {
        if (!File.Exists(path) || new FileInfo(path).LinkTarget is not null) return "";
        using var log = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        log.Seek(Math.Max(Math.Min(offset, log.Length), log.Length - Window), SeekOrigin.Begin);
        using var reader = new StreamReader(log);
        return reader.ReadToEnd();
    }

    /// <summary>Puts a log aside once it is large, so that a cluster that lives for years keeps two files of bounded size.</summary>
    public static void Rotate(string path)
    {
        if (Length(path) > 10 * 1024 * 1024) File.Move(path, path + ".1", overwrite: true);
    }
}
