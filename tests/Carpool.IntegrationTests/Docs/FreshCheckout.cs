using System.Diagnostics;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Local;
using Xunit;

namespace Carpool.IntegrationTests.Docs;

/// <summary>What a page's reader has before them: a folder with the examples and a `./carpool`, a home of their own, nothing else.</summary>
internal sealed class FreshCheckout : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("carpool-docs-");
    private readonly string _binaries = LocalSandbox.Binaries(LocalSandbox.Newest);

    public FreshCheckout()
    {
        foreach (var example in Examples) Copy(example);
        var carpool = Path.Combine(Root, "carpool");
        File.WriteAllText(carpool, $"#!/bin/sh\nexec '{CarpoolProcess.Program}' \"$@\"\n");
        File.SetUnixFileMode(carpool, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private string Root => _folder.FullName;

    private static IReadOnlyList<string> Examples { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Path, "examples"), "carpool.yaml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryFolder.Path, file))];

    /// <summary>Runs the lines of a block; the first that fails ends it.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(string commands)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-euc", $"exec 2>&1\n{commands}"])
        {
            WorkingDirectory = Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsCarpools).ToArray()) start.Environment.Remove(name);
        start.Environment["HOME"] = Root;
        start.Environment["CARPOOL_PG_BIN"] = _binaries;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, output);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>A reader's git would show these.</summary>
    public IEnumerable<string> ChangedExamples() =>
        Examples.Where(example => File.ReadAllText(Path.Combine(Root, example)) != File.ReadAllText(Path.Combine(RepositoryFolder.Path, example)));

    /// <summary>Folders whose cluster still has data; as root the folder holds a file that says where.</summary>
    public IEnumerable<string> LocalClusters() =>
        Directory.EnumerateFileSystemEntries(Root, "local", SearchOption.AllDirectories)
            .Where(local => Path.GetFileName(Path.GetDirectoryName(local)) == ".carpool")
            .Where(local => Directory.Exists(Path.Combine(File.Exists(local) ? File.ReadAllText(local).Trim() : local, "data")))
            .Select(local => Path.GetDirectoryName(Path.GetDirectoryName(local))!);

    public async ValueTask DisposeAsync()
    {
        foreach (var folder in LocalClusters().ToArray()) await RunAsync($"./carpool local destroy -C '{folder}' --yes");
        _folder.Delete(recursive: true);
    }

    private void Copy(string example)
    {
        var copy = Path.Combine(Root, example);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(Path.Combine(RepositoryFolder.Path, example), copy);
    }

    private static bool IsCarpools(string variable) =>
        variable.StartsWith("CARPOOL_", StringComparison.Ordinal) || variable.StartsWith("PG", StringComparison.Ordinal) || variable is "DATABASE_URL";
}
