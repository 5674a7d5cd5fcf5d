using System.Diagnostics;
using System.Reflection;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Cli;

/// <summary>What <c>dotnet pack</c> makes is a .NET tool that installs from a folder and runs.</summary>
[Slow]
public sealed class PackagingTests : IDisposable
{
    private static readonly string Root = FindRoot();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("carpool-pack-");

    [Fact]
    public async Task The_packed_tool_installs_from_a_folder_and_runs()
    {
        var packages = Path.Combine(folder.FullName, "packages");
        var tools = Path.Combine(folder.FullName, "tools");
        // Nothing from outside: the tool needs nothing that its own package does not hold
        var sources = Path.Combine(folder.FullName, "nuget.config");
        await File.WriteAllTextAsync(
            sources,
            $"<configuration><packageSources><clear /><add key=\"packed\" value=\"{packages}\" /></packageSources></configuration>",
            TestContext.Current.CancellationToken);

        await RunAsync("dotnet", ["pack", "src/Carpool.Cli", "-o", packages, "--artifacts-path", Path.Combine(folder.FullName, "artifacts"), "--disable-build-servers", "-v", "quiet"]);
        Directory.GetFiles(packages).Select(Path.GetFileName).ShouldBe([$"Carpool.{Version}.nupkg"]);

        await RunAsync("dotnet", ["tool", "install", "Carpool", "--tool-path", tools, "--configfile", sources, "--version", Version]);
        (await RunAsync(Path.Combine(tools, "carpool"), ["--version"])).ShouldBe($"carpool {Version}\n");
    }

    /// <summary>Removes what was packed and installed.</summary>
    public void Dispose() => folder.Delete(recursive: true);

    private static string Version =>
        typeof(global::Carpool.Cli.ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static async Task<string> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{await output}{await error}");
        return await output;
    }

    private static string FindRoot()
    {
        var candidate = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(candidate.FullName, "Carpool.slnx"))) candidate = candidate.Parent!;
        return candidate.FullName;
    }
}
