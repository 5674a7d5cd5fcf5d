namespace Carpool.Tests.Docs;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The pages that people read, without what builds and package managers leave behind.</summary>
    public static IEnumerable<string> Pages =>
        Directory.EnumerateFiles(Root, "*.md", SearchOption.TopDirectoryOnly)
            .Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Root, file))
            .Order(StringComparer.Ordinal);

    private static string FindRoot(string folder) => File.Exists(Path.Combine(folder, "Carpool.slnx"))
        ? folder
        : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("These tests run in a checkout of Carpool"));
}
