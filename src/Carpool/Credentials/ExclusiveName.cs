using System.Runtime.InteropServices;

namespace Carpool.Credentials;

/// <summary>
/// Gives a file a second name, in one act that fails where the name is taken. File.Move looks first and renames then: of two
/// processes that do so at once, the second takes the name from the first.
/// </summary>
internal static class ExclusiveName
{
    /// <exception cref="IOException">The name is taken.</exception>
    public static void Give(string file, string name)
    {
        const int nameIsTaken = 17;
        if (!OperatingSystem.IsWindows())
        {
            if (link(file, name) == 0) return;
            if (Marshal.GetLastPInvokeError() == nameIsTaken) throw new IOException($"{name}: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        // Windows moves in one act; a file system without hard links has nothing better
        File.Move(file, name, overwrite: false);
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int link([MarshalAs(UnmanagedType.LPUTF8Str)] string oldPath, [MarshalAs(UnmanagedType.LPUTF8Str)] string newPath);
}
