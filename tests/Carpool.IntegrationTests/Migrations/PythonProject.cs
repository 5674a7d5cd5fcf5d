using Carpool.IntegrationTests.Cli;
using Xunit;

namespace Carpool.IntegrationTests.Migrations;

/// <summary>A Python project, run by the system's own Python with what the system's packages installed for it.</summary>
internal static class PythonProject
{
    /// <summary>Copies the project; a machine without the tool's program, or without psycopg2, skips the test by name.</summary>
    public static Task CopyAsync(string tool, string program, TempProject project)
    {
        Assert.SkipUnless(File.Exists(Path.Combine("/usr/bin", program)), $"missing: {program}");
        Assert.SkipUnless(Directory.Exists("/usr/lib/python3/dist-packages/psycopg2"), "missing: psycopg2");
        ToolFolder.Copy(tool, project);
        // Another python3 that comes first on PATH knows nothing of the system's packages
        project.Environment["PATH"] = $"/usr/bin:/bin:{Environment.GetEnvironmentVariable("PATH")}";
        return Task.CompletedTask;
    }
}
