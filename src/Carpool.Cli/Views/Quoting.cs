namespace Carpool.Cli.Views;

/// <summary>Values that a shell or a .env file reads back as they are.</summary>
internal static class Quoting
{
    public static string Shell(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    public static string Dotenv(string text) => $"\"{text
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("$", @"\$", StringComparison.Ordinal)
        .Replace("\n", @"\n", StringComparison.Ordinal)}\"";
}
