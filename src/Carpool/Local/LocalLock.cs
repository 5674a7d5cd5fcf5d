using System.Diagnostics;
using Carpool.Diagnostics;

namespace Carpool.Local;

/// <summary>Only one Carpool at a time starts, stops or removes a local cluster. The system lets go of it when the process dies, however it dies.</summary>
internal static class LocalLock
{
    /// <summary>Long enough for another process to install binaries and make the cluster.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<FileStream> TakeAsync(LocalFolder folder, IProgress<string> progress, CancellationToken ct)
    {
        LocalFolder.PrepareBeside(folder.ManifestDirectory);
        var path = Path.Combine(LocalFolder.Beside(folder.ManifestDirectory), "local.lock");
        var waiting = Stopwatch.StartNew();
        for (var hasSaid = false; ; hasSaid = true)
        {
            if (TryTake(path) is { } held) return held;
            if (!hasSaid) progress.Report("Another carpool is working on the local cluster: waiting for it");
            if (waiting.Elapsed > Patience)
            {
                throw new DiagnosticException(PlatformCodes.LocalBusy.With(
                    $"Another carpool has been working on the local cluster of '{folder.ManifestDirectory}' for {Patience.TotalMinutes:0} minutes.",
                    "Wait for it or end it, then try again.", path));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), ct);
        }
    }

    /// <summary>The lock, or null where somebody else holds it.</summary>
    public static FileStream? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }
}
