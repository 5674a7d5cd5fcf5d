using System.Globalization;

namespace Carpool.Local;

/// <summary>What a server writes into postmaster.pid: its process, its port and how far it has come.</summary>
internal sealed record PostmasterFile(int ProcessId, int Port, bool IsReady)
{
    public static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "postmaster.pid");

    /// <summary>Null where there is none, or one that a server is just writing.</summary>
    public static PostmasterFile? Read(string dataDirectory)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(PathIn(dataDirectory));
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        return lines.Length >= 4 && Number(lines[0]) is { } process && Number(lines[3]) is { } port
            ? new PostmasterFile(process, port, lines.Length >= 8 && lines[7].StartsWith("ready", StringComparison.Ordinal))
            : null;
    }

    private static int? Number(string line) =>
        int.TryParse(line, NumberStyles.AllowLeadingSign | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
