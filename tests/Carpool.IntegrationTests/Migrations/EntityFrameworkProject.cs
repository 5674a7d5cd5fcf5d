using Carpool.IntegrationTests.Cli;

namespace Carpool.IntegrationTests.Migrations;

/// <summary>A program that migrates with EF Core, tests/Carpool.EntityFrameworkApp. It is built with the tests.</summary>
internal static class EntityFrameworkProject
{
    /// <summary>Copies the program with all that it needs.</summary>
    public static Task CopyAsync(TempProject project)
    {
        var tests = Path.Combine(RepositoryFolder.Path, "tests");
        var build = Path.GetRelativePath(Path.Combine(tests, "Carpool.IntegrationTests"), AppContext.BaseDirectory);
        foreach (var file in new DirectoryInfo(Path.Combine(tests, "Carpool.EntityFrameworkApp", build)).EnumerateFiles()) file.CopyTo(Path.Combine(project.Folder, file.Name));
        return Task.CompletedTask;
    }
}
