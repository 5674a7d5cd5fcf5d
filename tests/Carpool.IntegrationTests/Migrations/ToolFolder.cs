using Carpool.IntegrationTests.Cli;

namespace Carpool.IntegrationTests.Migrations;

/// <summary>The project of a tool, as it lies in this chapter.</summary>
internal static class ToolFolder
{
    public static string Of(string tool) => Path.Combine(RepositoryFolder.Path, "tests", "Carpool.IntegrationTests", "Migrations", tool);

    /// <summary>Copies what people wrote, and not what a package manager installed.</summary>
    public static void Copy(string tool, TempProject project) => Copy(new DirectoryInfo(Of(tool)), project.Folder);

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles()) file.CopyTo(Path.Combine(to, file.Name));
        foreach (var folder in from.EnumerateDirectories().Where(folder => folder.Name != "node_modules")) Copy(folder, Path.Combine(to, folder.Name));
    }
}
