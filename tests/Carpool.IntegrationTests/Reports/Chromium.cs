using System.Diagnostics;
using Carpool.IntegrationTests.Server;
using Xunit;

namespace Carpool.IntegrationTests.Reports;

/// <summary>A real browser without a screen, with a profile of its own. What it asks the network for is on record.</summary>
internal sealed class Chromium : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("carpool-chromium-");
    private readonly string _program;

    public Chromium()
    {
        var program = ServerBinaries.TryFindProgram("chromium") ?? ServerBinaries.TryFindProgram("chromium-browser");
        Assert.SkipWhen(program is null, "missing: chromium");
        _program = program!;
    }

    /// <summary>The page's document after its scripts, at an address such as file:///….html#c0-1.</summary>
    public Task<string> DumpAsync(string address) => RunAsync(["--dump-dom", address]);

    /// <summary>A picture of the page, as PNG.</summary>
    public async Task<byte[]> PhotographAsync(string address, int width, int height, bool isDark = false)
    {
        var file = Path.Combine(_profile.FullName, "page.png");
        await RunAsync([$"--window-size={width},{height}", .. isDark ? ["--force-dark-mode", "--blink-settings=preferredColorScheme=0"] : Array.Empty<string>(), $"--screenshot={file}", address]);
        return await File.ReadAllBytesAsync(file, Ct);
    }

    public void Dispose() => _profile.Delete(recursive: true);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<string> RunAsync(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(_program)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run", "--disable-component-update", "--disable-background-networking", $"--user-data-dir={_profile.FullName}"];
        foreach (var argument in quiet.Concat(arguments)) start.ArgumentList.Add(argument);
        start.Environment["HOME"] = _profile.FullName;
        using var process = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(Patience);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"chromium ended with {process.ExitCode}:\n{await error}");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
