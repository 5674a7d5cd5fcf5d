using System.Collections.Concurrent;
using System.Diagnostics;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Xunit;

namespace Carpool.IntegrationTests.Migrations;

/// <summary>A Node project, installed once from its lock file and copied beside a manifest.</summary>
internal static class NodeProject
{
    private static readonly ConcurrentDictionary<string, Lazy<Task>> s_installations = new(StringComparer.Ordinal);

    /// <summary>The project's own folder with its node_modules; a machine without npm skips the test by name.</summary>
    public static async Task<string> InstalledAsync(string tool)
    {
        var source = ToolFolder.Of(tool);
        await InstallOnceAsync(source);
        return source;
    }

    /// <summary>Installs the project in a folder, wherever that is.</summary>
    public static async Task InstallOnceAsync(string folder)
    {
        Assert.SkipWhen(ServerBinaries.TryFindProgram("npm") is null, "missing: npm");
        await s_installations.GetOrAdd(folder, _ => new(() => InstallAsync(folder))).Value;
    }

    /// <summary>The same; a machine whose npm cannot get at it skips the test by name.</summary>
    public static async Task InstallOrSkipAsync(string folder)
    {
        try
        {
            await InstallOnceAsync(folder);
        }
        catch (InvalidOperationException refused)
        {
            Assert.Skip($"missing: what npm should install into {folder}: {refused.Message.Split('\n')[0]}");
        }
    }

    /// <summary>Copies the project.</summary>
    public static async Task CopyAsync(string tool, TempProject project)
    {
        var source = await InstalledAsync(tool);
        ToolFolder.Copy(tool, project);
        Directory.CreateSymbolicLink(Path.Combine(project.Folder, "node_modules"), Path.Combine(source, "node_modules"));
    }

    /// <summary>Copies the project with drizzle-kit, drizzle-orm and pg, and writes its first migration.</summary>
    public static async Task CopyDrizzleAsync(TempProject project)
    {
        await CopyAsync("drizzle", project);
        await RunAsync(project.Folder, "npx", "drizzle-kit", "generate", "--name", "first");
    }

    /// <summary>Copies the project with dbmate, a program of no language, which npm brings for one kind of machine each.</summary>
    public static async Task CopyDbmateAsync(TempProject project)
    {
        await CopyAsync("dbmate", project);
        project.Environment["PATH"] = $"{Path.Combine(project.Folder, "node_modules", "@dbmate", "linux-x64", "bin")}:{Environment.GetEnvironmentVariable("PATH")}";
    }

    private static async Task InstallAsync(string source)
    {
        var done = Path.Combine(source, "node_modules", ".package-lock.json");
        if (File.GetLastWriteTimeUtc(done) < File.GetLastWriteTimeUtc(Path.Combine(source, "package-lock.json")))
            await RunAsync(source, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    }

    private static async Task RunAsync(string folder, string program, params string[] arguments)
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
}
