using System.Text.RegularExpressions;

namespace Carpool.Tests.House;

/// <summary>The files that people wrote, as the tests about the code read them.</summary>
internal static partial class Sources
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The files below a folder of the checkout, without what a build made, by their path from the root.</summary>
    public static IReadOnlyList<string> In(string folder, string pattern) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal),
    ];

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>The code of a C# file, without what its comments say.</summary>
    public static string Code(string file) => Comment().Replace(Read(file), "");

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Carpool.slnx")) ? folder : FindRoot(Directory.GetParent(folder)!.FullName);

    [GeneratedRegex(@"(?<=^|\s)//.*$", RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Comment();
}
