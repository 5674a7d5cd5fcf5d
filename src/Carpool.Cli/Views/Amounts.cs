using System.Globalization;

namespace Carpool.Cli.Views;

/// <summary>Bytes as people say them.</summary>
internal static class ByteSize
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB", "PB"];

    /// <summary>In units of 1024, as pg_size_pretty has it, with a digit after the point below ten.</summary>
    public static string Of(long bytes)
    {
        double amount = bytes;
        var unit = 0;
        for (; amount >= 1024 && unit < Units.Length - 1; unit++) amount /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{(amount < 10 && unit > 0 ? $"{amount:0.0}" : $"{amount:0}")} {Units[unit]}");
    }
}

/// <summary>A length of time in its largest unit.</summary>
internal static class Age
{
    public static string Of(TimeSpan age) => age switch
    {
        { TotalDays: >= 1 } => $"{(int)age.TotalDays}d",
        { TotalHours: >= 1 } => $"{(int)age.TotalHours}h",
        { TotalMinutes: >= 1 } => $"{(int)age.TotalMinutes}m",
        _ => $"{Math.Max(0, (int)age.TotalSeconds)}s",
    };
}

/// <summary>A number of things.</summary>
internal static class Plural
{
    /// <summary>`1 error`, `2 errors`.</summary>
    public static string Of(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
