using System.Security.Cryptography;
using System.Text;
using Carpool.Diagnostics;

namespace Carpool.Local;

/// <summary>Binaries below root's home, or in any folder closed to others, cannot be run by the server's user: they are copied once to where they can.</summary>
internal sealed class ReachableBinaries(LocalEnvironment environment, IProgress<string> progress)
{
    private const long LargestCopy = 1L << 30;
    private static readonly string[] Parts = ["bin", "lib", "share"];
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public async Task<PostgresBinaries> ForAsync(ServerUser user, PostgresBinaries binaries, CancellationToken ct)
    {
        if (await CanRunAsync(user, binaries, ct)) return binaries;
        var prefix = Path.GetDirectoryName(binaries.Folder)!;
        var name = $"{binaries.Version}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(binaries.Folder)))[..8]}";
        var target = Path.Combine(environment.CacheFolder, name);
        var copy = binaries with { Folder = Path.Combine(target, "native", "bin") };
        if (!Directory.Exists(target)) Copy(prefix, target, binaries);
        if (await CanRunAsync(user, copy, ct)) return copy;
        throw Unreachable(binaries, user.Name);
    }

    private static async Task<bool> CanRunAsync(ServerUser user, PostgresBinaries binaries, CancellationToken ct) =>
        (await ChildProgram.RunAsync(binaries["postgres"], ["--version"], "/", ct, user)).IsSuccess;

    private void Copy(string prefix, string target, PostgresBinaries binaries)
    {
        var folders = Parts.Select(folder => new DirectoryInfo(Path.Combine(prefix, folder))).Where(folder => folder.Exists).ToList();
        var size = folders.Sum(folder => folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.LinkTarget is null ? file.Length : 0));
        if (size > LargestCopy) throw Unreachable(binaries, "the server's user");
        progress.Report($"Copying Postgres {binaries.Version} from '{prefix}', which the server's user cannot enter, to '{target}'");
        var unfinished = Path.Combine(environment.CacheFolder, $".{Path.GetFileName(target)}-{Environment.ProcessId}");
        foreach (var folder in folders) CopyFolder(folder, Path.Combine(unfinished, "native", folder.Name));
        foreach (var above in new[] { "/var/cache/carpool", environment.CacheFolder, unfinished, Path.Combine(unfinished, "native") })
            File.SetUnixFileMode(above, Readable | Executable);
        Directory.Move(unfinished, target);
    }

    private static void CopyFolder(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        File.SetUnixFileMode(to, Readable | Executable);
        foreach (var entry in from.EnumerateFileSystemInfos())
        {
            var target = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } link)
            {
                File.CreateSymbolicLink(target, link);
            }
            else if (entry is DirectoryInfo folder)
            {
                CopyFolder(folder, target);
            }
            else
            {
                File.Copy(entry.FullName, target);
                File.SetUnixFileMode(target, entry.UnixFileMode.HasFlag(UnixFileMode.UserExecute) ? Readable | Executable : Readable);
            }
        }
    }

    private static DiagnosticException Unreachable(PostgresBinaries binaries, string user) => new(PlatformCodes.BinariesUnreachable.With(
        $"Postgres {binaries.Version} in '{binaries.Folder}' cannot be run by {user}, as which the server runs because Carpool is root.",
        "Install Postgres where every user can read it, and name that bin folder in CARPOOL_PG_BIN.", binaries.Folder));
}
