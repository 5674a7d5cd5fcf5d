using System.Security.Cryptography;
using System.Text;
using Carpool.Diagnostics;

namespace Carpool.Local;

/// <summary>
/// Where a local cluster lives. For a normal user that is .carpool/local beside the manifest. Root's own folders cannot be entered
/// by the server's user, so as root it is a folder under /var/lib/carpool and .carpool/local is a file that points to it. The folder
/// itself always belongs to whoever runs Carpool: root writes nothing into what the server's user could turn into a link.
/// </summary>
internal sealed record LocalFolder(string Root, string ManifestDirectory)
{
    public const string RootHome = "/var/lib/carpool";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Passable = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The server's data; belongs to the server's user.</summary>
    public string Data => Path.Combine(Root, "data");

    /// <summary>Data that initdb has not finished: an interrupted first start leaves it behind.</summary>
    public string UnfinishedData => Path.Combine(Root, "data.new");

    /// <summary>Data on its way out: an interrupted destroy leaves it behind.</summary>
    public string RemovedData => Path.Combine(Root, "data.removed");

    /// <summary>Belongs to the server's user.</summary>
    public string Logs => Path.Combine(Root, "log");

    public string ServerLog => Path.Combine(Logs, "server.log");

    public string PoolerLog => Path.Combine(Logs, "pgbouncer.log");

    /// <summary>Pid and lock files; belongs to the server's user.</summary>
    public string Run => Path.Combine(Root, "run");

    /// <summary>Held by every process of the server, so that its last one is noticed even from another container.</summary>
    public string ServerLock => Path.Combine(Run, "server.lock");

    public string PoolerProcess => Path.Combine(Run, "pgbouncer.pid");

    public string ServerSettings => Path.Combine(Root, "postgresql.conf");

    public string PoolerSettings => Path.Combine(Root, "pgbouncer.ini");

    public string PoolerUsers => Path.Combine(Root, "userlist.txt");

    public string Password => Path.Combine(Root, "password");

    public string InitialPassword => Path.Combine(Root, "password.initdb");

    public string Choices => Path.Combine(Root, "choices");

    /// <summary>The folder that `carpool` keeps beside a manifest.</summary>
    public static string Beside(string manifestDirectory) => Path.Combine(manifestDirectory, ".carpool");

    /// <summary>The folder in use, or the one that a first start would make. Changes nothing.</summary>
    public static LocalFolder Find(string manifestDirectory, LocalEnvironment environment)
    {
        if (OperatingSystem.IsWindows())
            throw new DiagnosticException(PlatformCodes.LocalNeedsUnix.With("The local cluster runs on Linux and macOS only.", "Name a server's URL under `cluster:`."));
        var directory = RealPath.Of(manifestDirectory);
        var local = Path.Combine(Beside(directory), "local");
        var isPointer = File.Exists(local);
        if (environment.IsRoot ? Directory.Exists(local) : isPointer)
        {
            throw new DiagnosticException(PlatformCodes.LocalOfAnotherUser.With(
                $"The local cluster of '{directory}' was made by {(isPointer ? "root" : "a normal user")}, and Carpool runs as {(isPointer ? "a normal user" : "root")} now.",
                "Run Carpool as the user that made the cluster.", local));
        }

        if (!environment.IsRoot) return new LocalFolder(local, directory);
        var own = Path.Combine(RootHome, HashOf(directory));
        return new LocalFolder(isPointer && Pointed(local, directory) is { } pointed ? pointed : own, directory);
    }

    /// <summary>Makes the folders that are missing. <paramref name="user"/> is null where the server runs as Carpool's own user.</summary>
    public void Prepare(ServerUser? user)
    {
        PrepareBeside(ManifestDirectory);
        if (user is not null)
        {
            MakePassable(RootHome);
            MakePassable(Root);
            PrivateFile.Write(Path.Combine(Root, "manifest"), ManifestDirectory);
            PrivateFile.Write(Path.Combine(Beside(ManifestDirectory), "local"), Root + "\n");
        }

        Directory.CreateDirectory(Root, OwnerOnly);
        foreach (var folder in new[] { Logs, Run }) MakeFor(user, folder);
    }

    /// <summary>Makes .carpool, which git ignores whole: it holds secrets and data.</summary>
    public static void PrepareBeside(string manifestDirectory)
    {
        var beside = Beside(manifestDirectory);
        Directory.CreateDirectory(beside, OwnerOnly);
        var ignore = Path.Combine(beside, ".gitignore");
        if (!File.Exists(ignore)) File.WriteAllText(ignore, "*\n");
    }

    /// <summary>Makes a folder that only the server's user can enter.</summary>
    public static void MakeFor(ServerUser? user, string folder)
    {
        if (Directory.Exists(folder)) return;
        Directory.CreateDirectory(folder, OwnerOnly);
        if (user is not null) Posix.ChangeOwner(folder, user);
    }

    /// <summary>Makes a folder that others can pass through but not list, whatever the caller's umask.</summary>
    private static void MakePassable(string folder)
    {
        if (Directory.Exists(folder)) return;
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, Passable);
    }

    /// <summary>
    /// A pointer follows its folder when that is moved. When it was copied instead, the other folder still has its own pointer, and
    /// two manifests must not share one cluster. Only names that Carpool itself gives are followed: the folder may be anybody's.
    /// </summary>
    private static string? Pointed(string pointer, string directory)
    {
        var target = File.ReadAllText(pointer).Trim();
        var isOurs = Path.GetDirectoryName(target) == RootHome && Path.GetFileName(target) is { Length: 16 } name && name.All(char.IsAsciiHexDigitLower);
        var record = Path.Combine(target, "manifest");
        if (!isOurs || !File.Exists(record)) return null;
        var owner = File.ReadAllText(record);
        var ownersPointer = Path.Combine(Beside(owner), "local");
        return owner != directory && File.Exists(ownersPointer) && File.ReadAllText(ownersPointer).Trim() == target ? null : target;
    }

    private static string HashOf(string directory) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(directory)))[..16];
}
