using System.Reflection;

namespace Carpool.Cli.Commands;

/// <summary>A page about a diagnostic.</summary>
/// <param name="Text">Markdown, with its heading.</param>
internal sealed record Page(string Code, string Text);

/// <summary>The pages of docs/diagnostics, which the program carries with it.</summary>
internal static class Pages
{
    private const string Folder = "diagnostics/", Ending = ".md";

    private static readonly Assembly Carrier = typeof(Pages).Assembly;

    public static IEnumerable<string> Codes => Carrier.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .Select(name => name[Folder.Length..^Ending.Length])
        .Order(StringComparer.Ordinal);

    /// <summary>The page of a code, or null.</summary>
    public static Page? Read(string code)
    {
        using var stream = Carrier.GetManifestResourceStream($"{Folder}{code}{Ending}");
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return new(code, reader.ReadToEnd());
    }
}
