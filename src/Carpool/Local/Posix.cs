using System.Runtime.InteropServices;

namespace Carpool.Local;

/// <summary>The few calls to the system that .NET has no name for.</summary>
internal static class Posix
{
    public const int SigHup = 1;
    public const int SigInt = 2;
    public const int SigQuit = 3;
    public const int SigKill = 9;
    public const int SigTerm = 15;

    /// <summary>False where the process is gone or not ours to signal.</summary>
    public static bool Signal(int processId, int signal) => kill(processId, signal) == 0;

    /// <summary>Gives a file to a user. A symbolic link is changed itself, never what it points to.</summary>
    public static void ChangeOwner(string path, ServerUser user)
    {
        if (lchown(path, user.UserId, user.GroupId) != 0)
            throw new IOException($"'{path}' could not be given to user {user.Name} (error {Marshal.GetLastPInvokeError()})");
    }

    /// <summary>
    /// Keeps the server from inheriting what our own caller left open: a test runner's or a shell's pipe would otherwise stay
    /// open as long as the server lives, and whoever reads it would wait that long.
    /// </summary>
    public static IReadOnlyList<int> CloseInheritedOnExec()
    {
        const int getFlags = 1, setFlags = 2, closeOnExec = 1;
        if (!Directory.Exists("/proc/self/fd")) return [];
        var changed = new List<int>();
        foreach (var path in Directory.EnumerateFileSystemEntries("/proc/self/fd"))
        {
            if (!int.TryParse(Path.GetFileName(path), out var descriptor) || descriptor <= 2) continue;
            if (fcntl(descriptor, getFlags, 0) == 0 && fcntl(descriptor, setFlags, closeOnExec) == 0) changed.Add(descriptor);
        }

        return changed;
    }

    /// <summary>Undoes <see cref="CloseInheritedOnExec"/>: a later `carpool run` hands its caller's descriptors on.</summary>
    public static void KeepOnExec(IReadOnlyList<int> descriptors)
    {
        foreach (var descriptor in descriptors) _ = fcntl(descriptor, 2, 0);
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int processId, int signal);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int lchown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint owner, uint group);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fcntl(int descriptor, int command, int argument);
}
