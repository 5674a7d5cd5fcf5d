using System.Diagnostics;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Xunit;

namespace Carpool.IntegrationTests.Story;

/// <summary>A Node project with drizzle-kit, drizzle-orm and pg, installed once from its lock file and copied beside a manifest.</summary>
internal static class DrizzleProject
{
    private static readonly Lazy<Task<string>> s_source = new(InstallAsync);

    /// <summary>The folder with its node_modules; a machine without npm skips the test by name.</summary>
    public static Task<string> InstalledAsync()
    {
        Assert.SkipWhen(ServerBinaries.TryFindProgram("npm") is null, "missing: npm");
        return s_source.Value;
    }

    /// <summary>Copies the project; a machine without npm skips the test by name.</summary>
    public static async Task CopyToAsync(TempProject project)
    {
        var source = await InstalledAsync();
        foreach (var file in Directory.EnumerateFiles(source)) File.Copy(file, Path.Combine(project.Folder, Path.GetFileName(file)));
        Directory.CreateSymbolicLink(Path.Combine(project.Folder, "node_modules"), Path.Combine(source, "node_modules"));
    }

    /// <summary>Runs a program of the Node project itself, without a database.</summary>
    public static async Task RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}{await error}");
    }

    private static async Task<string> InstallAsync()
    {
        var source = Path.Combine(RepositoryFolder.Path, "tests", "Carpool.IntegrationTests", "Story", "drizzle");
        var done = Path.Combine(source, "node_modules", ".package-lock.json");
        if (File.GetLastWriteTimeUtc(done) < File.GetLastWriteTimeUtc(Path.Combine(source, "package-lock.json")))
            await RunAsync(source, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        return source;
    }
}
